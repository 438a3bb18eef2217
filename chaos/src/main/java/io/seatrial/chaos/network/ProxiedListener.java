package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Refuse;
import io.seatrial.plane.spi.Listener;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A listener behind a proxy. Its address is that of the proxy. */
final class ProxiedListener implements Listener {

    private final InetSocketAddress address;
    private final Listener inner;
    private final Link link;
    private final OpenChannels accepted;
    private final Executor blocking;
    private final AtomicReference<@Nullable CompletableFuture<Void>> closing = new AtomicReference<>();

    ProxiedListener(InetSocketAddress local, Listener inner, Link link, OpenChannels accepted, Executor blocking) {
        this.address = local.isUnresolved()
                ? link.address()
                : new InetSocketAddress(local.getAddress(), link.address().getPort());
        this.inner = inner;
        this.link = link;
        this.accepted = accepted;
        this.blocking = blocking;
    }

    /** Returns the address that nobody learns of. */
    InetSocketAddress innerAddress() {
        return inner.address();
    }

    Link link() {
        return link;
    }

    boolean isOpen() {
        return closing.get() == null;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** The proxy's port is free before the listener's: nobody gets through to a listener that has closed. */
    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (!closing.compareAndSet(null, mine)) {
            return Objects.requireNonNull(closing.get());
        }
        refused()
                .handle((done, failure) -> inner.close())
                .thenCompose(closed -> closed)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        mine.complete(null);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
        return mine;
    }

    /** An engine that cannot refuse keeps the port while there are connections, which would end with it. */
    private CompletionStage<Void> refused() {
        Injection refuse = Injection.of(new Refuse());
        if (link.obstacle(refuse).isEmpty()) {
            return away(() -> link.inject(refuse));
        }
        if (accepted.isEmpty()) {
            return away(link::close);
        }
        accepted.closed().thenRun(() -> away(link::close));
        return CompletableFuture.completedFuture(null);
    }

    /** Asks the engine on a thread that may block. When the host has none any more, the network closes the engine soon. */
    private CompletionStage<Void> away(Runnable step) {
        try {
            return CompletableFuture.runAsync(step, blocking);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
