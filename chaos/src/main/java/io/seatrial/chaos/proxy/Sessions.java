package io.seatrial.chaos.proxy;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The sessions of a proxy. Used on the control loop; what they are told runs on theirs. */
final class Sessions {

    private final EventLoop control;
    private final Set<Session> open = new LinkedHashSet<>();
    private volatile int size;

    Sessions(EventLoop control) {
        this.control = control;
    }

    /** Returns how many there are; from any thread. */
    int size() {
        return size;
    }

    void add(Session session) {
        open.add(session);
        size = open.size();
    }

    void remove(Session session) {
        open.remove(session);
        size = open.size();
    }

    /**
     * Tells each; completes when all have done it, on the control loop again: what follows may tell them something else, or touch what else
     * lives there. Event loops never block, so this does not wait for bytes to move.
     */
    CompletionStage<Void> tell(Consumer<Session> task) {
        if (!control.inEventLoop()) {
            throw new IllegalStateException("sessions are told on the control loop, not on " + Thread.currentThread());
        }
        return CompletableFuture.allOf(open.stream()
                        .map(session -> CompletableFuture.runAsync(() -> task.accept(session), session.loop()))
                        .toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> {}, control);
    }
}
