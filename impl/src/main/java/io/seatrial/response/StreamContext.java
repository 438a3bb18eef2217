package io.seatrial.response;

import io.seatrial.plane.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one request and the wish to end it early (dynamo-tcp.md 5.1). The caller has one and the worker has one; the response
 * plane carries the wish from the one to the other. A request is live, then perhaps stopped, then perhaps killed. Safe for use from many
 * threads.
 */
public final class StreamContext {

    private final String id;
    private final Map<String, String> headers;
    private final Profile profile;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> killed = new CompletableFuture<>();
    private final List<Runnable> listeners = new ArrayList<>(1);
    private volatile State state = State.LIVE;

    private enum State {
        LIVE,
        STOPPED,
        KILLED
    }

    private StreamContext(String id, Map<String, String> headers, Profile profile) {
        this.id = Objects.requireNonNull(id, "id");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.profile = Objects.requireNonNull(profile, "profile");
    }

    /** Creates the context of a request without headers. */
    public static StreamContext of(String id) {
        return of(id, Map.of());
    }

    /** Creates the context of a request. */
    public static StreamContext of(String id, Map<String, String> headers) {
        return of(id, headers, Profile.REFERENCE);
    }

    /**
     * Creates the context of a request.
     *
     * @param id the request's id, unique among those in flight at one endpoint of a 1.0.x worker
     * @param headers what travels beside the request
     * @param profile whether a stop after a kill is without effect, or takes the kill back as in 1.0.x (dynamo-tcp.md 149, 150)
     */
    public static StreamContext of(String id, Map<String, String> headers, Profile profile) {
        return new StreamContext(id, headers, profile);
    }

    /** Returns the request's id. */
    public String id() {
        return id;
    }

    /** Returns the request's headers. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the trace headers among {@link #headers}, read anew at each call; what an engine sends on account of this request hangs on them. */
    public TraceHeaders trace() {
        return TraceHeaders.read(headers, profile);
    }

    /** Returns whether the request was stopped or killed. */
    public boolean isStopped() {
        return state != State.LIVE;
    }

    /** Returns whether the request was killed. */
    public boolean isKilled() {
        return state == State.KILLED;
    }

    /** Completes when the request is stopped or killed, on the thread that does it; stays open if it is left to its end. */
    public CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    /** Completes when the request is killed, on the thread that does it; stays open if it is not. */
    public CompletionStage<Void> killed() {
        return killed.minimalCompletionStage();
    }

    /** Asks for an orderly end: what has been made is not waited for, and no more shall be made. */
    public void stop() {
        enter(State.STOPPED);
    }

    /** Asks for an end at once: nobody is there any more. */
    public void kill() {
        enter(State.KILLED);
    }

    private void enter(State next) {
        List<Runnable> told;
        synchronized (this) {
            if (state == next || (state == State.KILLED && profile.isReference())) {
                return;
            }
            state = next;
            told = List.copyOf(listeners);
        }
        // The engine hears of it before the connection does, so that one which ends by itself is seen to do so.
        stopped.complete(null);
        if (next == State.KILLED) {
            killed.complete(null);
        }
        told.forEach(Runnable::run);
    }

    /** Calls {@code listener} after each change from now on, on the thread that makes it. */
    synchronized void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Forgets a listener; a context may outlive the stream, as when the request is tried again elsewhere. */
    synchronized void forget(@Nullable Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public String toString() {
        return id + " (" + state.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
