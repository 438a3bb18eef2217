package io.seatrial.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a runtime to NATS, which its request plane and its discovery share (dynamo-manager.md 4.6). Nothing is
 * connected, and no thread runs, before {@link #connection} is first called; many callers get the same connection. It connects again by
 * itself after a loss, without losing a subscription. Whoever made it closes it, after what uses it.
 */
public final class NatsLink {

    /** Bound on the end of the threads at {@link #close}. */
    private static final Duration END = Duration.ofSeconds(15);

    /** Bound on a drain, and on one while there is no connection: then the server has forgotten the subscription anyway. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final Duration DRAIN_DISCONNECTED = Duration.ofMillis(50);

    private final NetworkIo io;
    private final Settings settings;
    private final Profile profile;
    private final String configured;
    private final LinkEvents events;
    private final Object lock = new Object();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable NatsThreads threads; // guarded by lock
    private @Nullable CompletableFuture<Connection> flight; // guarded by lock: the attempt under way, or the connection
    private boolean closing; // guarded by lock

    private NatsLink(NetworkIo io, Settings settings, Profile profile, Notices notices) {
        this.io = Objects.requireNonNull(io, "io");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.profile = Objects.requireNonNull(profile, "profile");
        this.configured = ServerUrl.configured(settings);
        this.events = new LinkEvents(notices, configured);
    }

    /**
     * Creates a link that is not connected. It never fails: what is wrong with the configuration is told by {@link #connection}.
     *
     * @param settings those of {@link io.seatrial.settings.NatsSettings} are read
     * @param profile in the reference the first connect is tried again within its bound; otherwise there is one attempt
     */
    public static NatsLink create(NetworkIo io, Settings settings, Profile profile, Notices notices) {
        return new NatsLink(io, settings, profile, notices);
    }

    /**
     * Returns the connection, opened by the first call. A failure reaches everybody who waits for that attempt, and the next call tries
     * again.
     *
     * @return fails with {@link PlaneException.ConfigurationError} if URL or credentials cannot be used or are refused, with
     *     {@link PlaneException.CannotConnect} if the server is not reached within the bound, with {@link PlaneException.Closed} after
     *     {@link #close}. The caller must not close the connection
     */
    public CompletionStage<Connection> connection() {
        CompletableFuture<Connection> shared;
        NatsThreads own;
        synchronized (lock) {
            if (closing) {
                return CompletableFuture.failedFuture(closedError());
            }
            if (flight != null && !isOver(flight)) {
                return flight.minimalCompletionStage();
            }
            shared = new CompletableFuture<>();
            flight = shared;
            own = threads == null ? new NatsThreads("seatrial-nats", this::readAgain) : threads;
            threads = own;
        }
        new FirstConnect(io, settings, profile, own, events).start().whenComplete((connection, failure) -> {
            if (connection != null) {
                opened(shared, connection);
            } else {
                shared.completeExceptionally(failure);
            }
        });
        return shared.minimalCompletionStage();
    }

    /**
     * A message that the library cannot read, such as one with a header that is not ASCII, ends its reader without a word. Anybody can send
     * one, so the connection is made anew at once; the message is not sent a second time.
     */
    private void readAgain(Throwable cause) {
        events.unreadable(cause);
        current()
                .ifPresent(connection -> offLoop(() -> {
                    try {
                        connection.forceReconnect();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException | RuntimeException e) {
                        events.unreadable(e); // the pings notice, later
                    }
                }));
    }

    /** A connection is over when the attempt failed, or when the server has refused the credentials while connecting again. */
    private static boolean isOver(CompletableFuture<Connection> flight) {
        return flight.isCompletedExceptionally()
                || (flight.isDone() && flight.join().getStatus() == Connection.Status.CLOSED);
    }

    private void opened(CompletableFuture<Connection> shared, Connection connection) {
        boolean late;
        synchronized (lock) {
            late = closing;
        }
        if (late) { // close() found no connection to end
            offLoop(() -> closeNow(connection));
            shared.completeExceptionally(closedError());
        } else {
            shared.complete(connection);
        }
    }

    /** From now on tells a listener what happens to the connection. */
    public void add(LinkListener listener) {
        events.add(listener);
    }

    /** Tells a listener nothing more. */
    public void remove(LinkListener listener) {
        events.remove(listener);
    }

    /** Returns the connection if it has been opened; it may be one that is being connected again. */
    public Optional<Connection> current() {
        CompletableFuture<Connection> now;
        synchronized (lock) {
            now = flight;
        }
        return now == null || !now.isDone() || isOver(now) ? Optional.empty() : Optional.of(now.join());
    }

    /** Returns whether there is a connection now. Does no I/O. */
    public boolean isConnected() {
        return current()
                .filter(connection -> connection.getStatus() == Connection.Status.CONNECTED)
                .isPresent();
    }

    /** Returns the URL of the server that is connected, else that which is configured; never with credentials in it. */
    public String server() {
        return ServerUrl.shown(current().map(Connection::getConnectedUrl).orElse(configured));
    }

    /**
     * Waits until a subscription is live. It takes a reply of the server, not a pause.
     *
     * @param bound on the wait; a reply that is lost with the connection is asked for again
     * @return fails with {@link PlaneException.ConfigurationError} if the server does not permit it, with
     *     {@link PlaneException.RequestTimeout} at the bound
     */
    public CompletionStage<Void> confirmSubscription(Connection connection, String subject, Duration bound) {
        return roundTrip(connection, bound)
                .thenCompose(done -> onEvents(() -> {
                    if (events.takeDenied(subject)) {
                        throw new PlaneException.ConfigurationError(
                                "The NATS server " + server() + " does not permit to subscribe to '" + subject
                                        + "'. Permit it for this user, or use another");
                    }
                }));
    }

    /** Waits until the server has dealt with all that was sent before. */
    CompletionStage<Void> roundTrip(Connection connection, Duration bound) {
        return RoundTrip.through(connection, io, bound);
    }

    /**
     * Unsubscribes what a dispatcher has subscribed to, hands what had arrived to its handlers, and closes it. The library itself forgets
     * what has arrived when a subscription ends, unless its whole dispatcher does.
     *
     * @return completes, within a bound, when the handlers will be called no more; it does not fail
     */
    public CompletionStage<Void> drain(Connection connection, Dispatcher dispatcher) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        NatsThreads own = threads();
        try {
            own.flushes().execute(() -> drainNow(connection, dispatcher, drained));
        } catch (RejectedExecutionException e) { // the link is closed, and with it the dispatcher
            drained.complete(null);
        }
        return drained;
    }

    /** Only one flush at a time: to the library three that wait look like a dead connection. */
    private static void drainNow(Connection connection, Dispatcher dispatcher, CompletableFuture<Void> drained) {
        boolean connected = connection.getStatus() == Connection.Status.CONNECTED;
        try {
            dispatcher
                    .drain(connected ? DRAIN : DRAIN_DISCONNECTED)
                    .whenComplete((done, failure) -> drained.complete(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            drained.complete(null);
        } catch (RuntimeException e) { // the connection was closed meanwhile
            drained.complete(null);
        }
    }

    /** Runs a step after what the library has told before. */
    private CompletionStage<Void> onEvents(Runnable step) {
        try {
            return CompletableFuture.runAsync(step, threads().events());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(closedError());
        }
    }

    private NatsThreads threads() {
        synchronized (lock) {
            return Objects.requireNonNull(threads, "no connection was ever opened");
        }
    }

    /** Closes the connection and ends its threads, within a bound. Idempotent. */
    public CompletionStage<Void> close() {
        NatsThreads own;
        CompletableFuture<Connection> last;
        synchronized (lock) {
            if (closing) {
                return closed.minimalCompletionStage();
            }
            closing = true;
            own = threads;
            last = flight;
        }
        events.closing();
        if (own == null) {
            closed.complete(null);
        } else {
            offLoop(() -> end(own, last));
        }
        return closed.minimalCompletionStage();
    }

    /** Runs what blocks where it may; here if the network has no threads left. */
    private void offLoop(Runnable work) {
        try {
            io.blocking().execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    private void end(NatsThreads own, @Nullable CompletableFuture<Connection> last) {
        if (last != null && last.isDone() && !last.isCompletedExceptionally()) {
            closeNow(last.join());
        }
        boolean ended = own.end(END.toNanos());
        events.closeSocket(); // closed while it connects again, the library may lose sight of it
        if (ended) {
            closed.complete(null);
        } else {
            closed.completeExceptionally(new PlaneException.Closed(
                    "Threads of the connection to " + server() + " did not end within " + END.toSeconds() + " s"));
        }
    }

    private static void closeNow(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PlaneException closedError() {
        return new PlaneException.Closed("The connection to NATS is closed");
    }
}
