package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Two processes on a network, real or simulated, so that one scenario can be run on both. */
interface Lab extends AutoCloseable {

    /** A ceiling: real time on sockets, virtual time in simulation. */
    Duration BOUND = Duration.ofSeconds(30);

    NetworkIo server();

    NetworkIo client();

    <T> T await(CompletionStage<T> stage) throws ExecutionException;

    void until(BooleanSupplier condition);

    @Override
    void close();

    /** Listens on a free port of 127.0.0.1; the probe sees the connection that is accepted. */
    default Listener listen(Probe accepted, ChannelTuning tuning) throws ExecutionException {
        return await(server().listen(
                        new InetSocketAddress("127.0.0.1", 0),
                        channel -> channel.pipeline().addLast(accepted),
                        tuning));
    }

    default Channel connect(Listener listener, Probe probe, ChannelTuning tuning) throws ExecutionException {
        return await(client().connect(listener.address(), probe, ConnectOptions.within(BOUND, tuning)));
    }

    /** Turns automatic reading off, on the event loop, after the channel has become active. */
    default void stopReading(Probe probe) {
        until(() -> probe.events().contains("active"));
        var stopped = probe.channel()
                .eventLoop()
                .submit(() -> probe.channel().config().setAutoRead(false));
        until(stopped::isDone);
    }

    /** Closes both ends of a connection and its listener, and waits for all of it. */
    default void closeAll(Probe caller, Probe accepted, Listener listener) throws ExecutionException {
        caller.channel().close();
        until(accepted::isOpened);
        accepted.channel().close();
        until(() -> caller.isInactive() && accepted.isInactive());
        await(listener.close());
    }

    /** Which network. */
    enum Kind {
        NIO {
            @Override
            Lab open() {
                return new Sockets(SocketTransport.NIO);
            }
        },
        EPOLL {
            @Override
            Lab open() {
                return new Sockets(epoll());
            }
        },
        SIMULATED_NIO {
            @Override
            Lab open() {
                return new Simulated(SocketTransport.NIO);
            }
        },
        SIMULATED_EPOLL {
            @Override
            Lab open() {
                return new Simulated(epoll());
            }
        };

        /** Returns whether the channels are epoll's, which they are not on every system. */
        boolean isEpoll() {
            return name().endsWith("EPOLL") && epoll() == SocketTransport.EPOLL;
        }

        private static SocketTransport epoll() {
            return Epoll.isAvailable() ? SocketTransport.EPOLL : SocketTransport.NIO;
        }

        abstract Lab open();
    }

    /** Real sockets; one event loop for both processes. */
    final class Sockets implements Lab {
        private final SocketIo io;

        Sockets(SocketTransport transport) {
            io = SocketIo.open(transport, 1, "lab", Notices.log());
        }

        @Override
        public NetworkIo server() {
            return io;
        }

        @Override
        public NetworkIo client() {
            return io;
        }

        @Override
        public <T> T await(CompletionStage<T> stage) throws ExecutionException {
            try {
                return stage.toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void until(BooleanSupplier condition) {
            Awaitility.await().pollInterval(Duration.ofMillis(2)).atMost(BOUND).until(condition::getAsBoolean);
        }

        @Override
        public void close() {
            assertThat(io.close()).succeedsWithin(BOUND);
        }
    }

    /** A world. */
    final class Simulated implements Lab {
        private final SimulatedWorld world;
        private final NetworkIo server;
        private final NetworkIo client;

        Simulated(SocketTransport sockets) {
            world = SimulatedWorld.open(20, LinkPolicy.healthy(), sockets);
            server = world.node("server");
            client = world.node("client");
        }

        @Override
        public NetworkIo server() {
            return server;
        }

        @Override
        public NetworkIo client() {
            return client;
        }

        @Override
        public <T> T await(CompletionStage<T> stage) throws ExecutionException {
            return world.await(stage, BOUND);
        }

        @Override
        public void until(BooleanSupplier condition) {
            world.runUntil(condition, BOUND);
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
