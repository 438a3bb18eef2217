package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mutations that several mutants have in common. */
public final class Changes {

    private Changes() {}

    /** Begins to describe a mutant that shows over NATS, against a real server, to the rules of that plane alone. */
    static Mutant.Description overNats(String id, String bug) {
        return Mutant.of(id, bug).over(PlaneMode.NATS).on(NetworkKind.LOOPBACK).seenBy("NATS-*");
    }

    /** Returns a mutation of each client. */
    public static Mutation clients(UnaryOperator<RequestPlaneClient> change) {
        return new Mutation() {
            @Override
            protected RequestPlaneClient client(RequestPlaneClient client) {
                return change.apply(client);
            }
        };
    }

    /** Returns a mutation of each server. */
    public static Mutation servers(UnaryOperator<RequestPlaneServer> change) {
        return new Mutation() {
            @Override
            protected RequestPlaneServer server(RequestPlaneServer server) {
                return change.apply(server);
            }
        };
    }

    /** Returns a mutation of each caller of response streams. */
    public static Mutation callers(UnaryOperator<StreamCaller> change) {
        return new Mutation() {
            @Override
            protected StreamCaller caller(StreamCaller caller) {
                return change.apply(caller);
            }
        };
    }

    /** Returns a mutation of each router. */
    public static Mutation routers(UnaryOperator<PlaneRouter> change) {
        return new Mutation() {
            @Override
            protected PlaneRouter router(PlaneRouter router) {
                return change.apply(router);
            }
        };
    }

    /** Returns a mutation of what each router is made from. */
    public static Mutation routerSetups(UnaryOperator<RouterSetup> change) {
        return new Mutation() {
            @Override
            protected RouterSetup setup(RouterSetup setup) {
                return change.apply(setup);
            }
        };
    }

    /** Returns a mutation that ends failed requests in another way. */
    public static Mutation failures(Function<Throwable, CompletionStage<byte[]>> outcome) {
        return clients(client -> new ForwardingClient(client) {
            @Override
            public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
                return super.send(address, payload, headers)
                        .handle((ack, failure) -> failure == null
                                ? CompletableFuture.completedFuture(ack)
                                : outcome.apply(Outcome.unwrapped(failure)))
                        .thenCompose(stage -> stage);
            }
        });
    }

    /** Returns a mutation in which a variable has one value, whatever it is set to: it is read and not used. */
    public static Mutation variable(String variable, String always) {
        return variables(variables -> variables.put(variable, always));
    }

    /** Returns a mutation of the variables that a manager is made from. */
    public static Mutation variables(Consumer<Map<String, String>> change) {
        return new Mutation() {
            @Override
            protected ManagerSetup setup(ManagerSetup setup) {
                return setup.withVariables(change);
            }
        };
    }
}
