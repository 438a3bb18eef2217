package io.seatrial.chaos.backend;

import io.seatrial.chaos.probe.Answer;
import io.seatrial.chaos.probe.Bounded;
import io.seatrial.testkit.machine.Machine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits until a server that was started answers, and is the one that was started. */
final class Readiness {

    /** Both servers are ready within 20 ms on an idle machine. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** A server that lost its port to another has said so within this time; an answer without a name could be the other's. */
    private static final Duration SETTLING = Duration.ofMillis(100);

    private static final Duration ASK_BOUND = Duration.ofSeconds(2);

    private final BackendKind kind;
    private final InetSocketAddress address;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private final AtomicReference<String> last = new AtomicReference<>("it was not asked");

    private Readiness(BackendKind kind, String host, int port) {
        this.kind = kind;
        this.address = new InetSocketAddress(host, port);
    }

    /**
     * Waits.
     *
     * @param alive whether there is still something to wait for
     * @param ours whether an answer is that of the server that was started
     * @throws IOException if it does not answer, with the reason
     */
    static Answer await(BackendKind kind, String host, int port, BooleanSupplier alive, Predicate<Answer> ours)
            throws IOException {
        return new Readiness(kind, host, port).await(alive, ours);
    }

    /** Asks once. */
    static Answer ask(BackendKind kind, String host, int port) throws IOException {
        return kind.greeting().ask(new InetSocketAddress(host, port), ASK_BOUND);
    }

    private Answer await(BooleanSupplier alive, Predicate<Answer> ours) throws IOException {
        boolean decided = Bounded.until(BOUND, () -> !alive.getAsBoolean() || asked(ours));
        Answer got = answer.get();
        if (got != null && alive.getAsBoolean()) {
            return got;
        }
        throw new IOException(
                decided ? "it gave up" : "it did not answer within " + BOUND.toSeconds() + " s: " + last.get());
    }

    private boolean asked(Predicate<Answer> ours) {
        try {
            Answer got = kind.greeting().ask(address, ASK_BOUND);
            if (ours.test(got)) {
                if (got.name().isEmpty()) {
                    Machine.pause(SETTLING);
                }
                answer.set(got);
                return true;
            }
            last.set("another server answers there");
        } catch (IOException e) {
            last.set(String.valueOf(e.getMessage()));
        }
        return false;
    }
}
