package io.seatrial.serving;

import static io.seatrial.interleavings.Interleavings.explore;
import static io.seatrial.interleavings.Interleavings.require;
import static io.seatrial.interleavings.Interleavings.together;
import static io.seatrial.serving.Tests.GENERATE;

import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The race of an unregister against requests: each request is either refused, or counted and waited for. */
@Tag("interleavings")
class UnregisterInterleavingsTest {

    private static final RequestHandler HANDLER = request -> CompletableFuture.completedFuture(null);

    @Test
    void shouldWaitForARequestThatWasLetIn() {
        explore(10, () -> {
            Server server = new Server();
            together(server::request, server::unregister);
            server.requireQuiet();
        });
    }

    @Test
    void shouldWaitForTheLastOfTwoRequests() {
        explore(() -> {
            Server server = new Server();
            together(server::request, server::request, server::unregister);
            server.requireQuiet();
        });
    }

    /** The gate alone, since most of the orders above differ in what the table does. */
    @Test
    void shouldCountWhatIsInsideWhenTheGateCloses() {
        explore(() -> {
            InFlight gate = new InFlight();
            AtomicBoolean drained = new AtomicBoolean();
            gate.drained().thenRun(() -> drained.set(true));
            Runnable request = () -> {
                if (gate.enter()) {
                    require(!drained.get(), "the drain ended before a request that was let in");
                    gate.exit();
                }
            };
            together(request, request, gate::close);
            require(gate.count() == 0, "a request is still counted");
            require(drained.get(), "the drain did not end with the last request");
        });
    }

    /** Another registration takes the place: the place is never empty, so no request may find nobody. */
    @Test
    void shouldRefuseNobodyWhileAnEndpointIsReplaced() {
        explore(() -> {
            Server server = new Server();
            together(server::replace, () -> require(server.request(), "a request found nobody"));
            require(server.table.inFlight() == 0, "a request is still counted");
        });
    }

    /** A table with one endpoint, and what {@link Registrations} and {@link Drain} do with it, timer and messages apart. */
    private static final class Server {

        final HandlerTable table = new HandlerTable("TCP", new ExampleKeying(false));
        final AtomicBoolean drained = new AtomicBoolean();
        private final ServedEndpoint endpoint = served();
        private final String key = table.keyOf(GENERATE);

        Server() {
            table.add(endpoint);
        }

        void replace() {
            ServedEndpoint replaced = table.add(served());
            if (replaced != null) {
                replaced.replace();
            }
        }

        void unregister() {
            if (table.remove(endpoint)) {
                endpoint.retire();
                endpoint.inFlight().drained().thenRun(() -> drained.set(true));
            }
        }

        /** Enters and leaves, as a request does; returns whether it was let in. */
        boolean request() {
            @Nullable ServedEndpoint found = table.enter(key);
            if (found == null) {
                return false;
            }
            require(!drained.get(), "the drain ended before a request that was let in");
            found.inFlight().exit();
            return true;
        }

        void requireQuiet() {
            require(drained.get(), "the drain did not end with the last request");
            require(table.inFlight() == 0, "a request is still counted");
            require(!request(), "a request got in after the unregister");
        }

        private static ServedEndpoint served() {
            return new ServedEndpoint(GENERATE, HANDLER, HealthListener.NONE, notice -> {});
        }
    }
}
