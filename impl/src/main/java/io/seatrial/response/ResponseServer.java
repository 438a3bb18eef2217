package io.seatrial.response;

import io.netty.util.NetUtil;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.CallHomeAddress;
import io.seatrial.wire.WireException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The caller's listener on which workers call home, and the register of the streams that are expected there (dynamo-tcp.md 1.5, 4.4). One
 * for each runtime; it listens from its first use until it is closed. Safe for use from many threads.
 */
public final class ResponseServer {

    private final PlaneContext plane;
    private final AtomicReference<@Nullable CompletableFuture<String>> binding = new AtomicReference<>();
    private final CompletableFuture<Void> unbound = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Map<String, PendingStream> pending = new ConcurrentHashMap<>();
    private final Map<Long, CallerConnection> connections = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable Bound bound;
    private volatile boolean closed;

    private record Bound(Listener listener, String address) {}

    /** Creates a server that does not listen yet. */
    public ResponseServer(PlaneContext plane) {
        this.plane = Objects.requireNonNull(plane, "plane");
    }

    /**
     * Listens, if it does not yet. Calls that come while it begins to share its fate.
     *
     * @return the address that callers advertise, {@code host:port}; fails with {@link PlaneException.ConfigurationError} for an unusable
     *     host, with {@link PlaneException.BindFailed} when the system refuses it, and can be tried again then
     */
    public CompletionStage<String> start() {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> running = binding.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        bind().whenComplete((made, failure) -> {
            if (failure == null) {
                mine.complete(made.address());
            } else {
                binding.set(null); // before anybody hears of the failure, so that whoever does can try again
                mine.completeExceptionally(Failures.outermost(failure));
            }
        });
        return mine;
    }

    private CompletionStage<Bound> bind() {
        if (closed) {
            return CompletableFuture.failedFuture(closedError());
        }
        String host = plane.settings().get(RuntimeSettings.RESPONSE_HOST).orElseGet(plane.io()::localHost);
        int port = plane.settings().get(RuntimeSettings.RESPONSE_PORT).orElse(0);
        InetSocketAddress wanted;
        try {
            wanted = CallHomeAddress.parse(host + ":" + port).toSocketAddress();
        } catch (WireException e) {
            return CompletableFuture.failedFuture(hostError(host, e));
        }
        if (wanted.isUnresolved()) {
            return CompletableFuture.failedFuture(hostError(host, null));
        }
        return plane.io()
                .listen(
                        wanted,
                        channel -> channel.pipeline()
                                .addLast(new CallerConnection(plane, this, numbers.incrementAndGet())),
                        // The end of a worker's side is answered with an end of this side, not with a reset alone.
                        ChannelTuning.RESET_ON_CLOSE.halfClosing())
                .handle((listener, failure) -> {
                    if (failure != null) {
                        throw new PlaneException.BindFailed(
                                "Failed to start TcpStreamServer: Failed to start TcpListender on "
                                        + wanted.getHostString() + ":" + port + ": " + Failures.message(failure),
                                Failures.outermost(failure));
                    }
                    return bound(listener);
                });
    }

    private Bound bound(Listener listener) {
        InetSocketAddress real = listener.address();
        String ip = real.getAddress().isAnyLocalAddress()
                ? plane.io().localHost()
                : NetUtil.toAddressString(real.getAddress());
        String bare = ip.startsWith("[") ? ip.substring(1, ip.length() - 1) : ip;
        // 1.0.x writes IPv6 without brackets (dynamo-tcp.md 4.3).
        CallHomeAddress address = new CallHomeAddress(bare, real.getPort());
        Bound made =
                new Bound(listener, plane.profile().isReference() ? address.toString() : bare + ":" + real.getPort());
        bound = made;
        if (closed) { // closed while it was bound: close() may have missed it
            listener.close();
            throw closedError();
        }
        return made;
    }

    /** Returns the address that callers advertise, once the server listens. */
    public Optional<String> address() {
        return Optional.ofNullable(bound).map(Bound::address);
    }

    /** Returns how many streams are registered and not called home for. */
    public int pending() {
        return pending.size();
    }

    /** Returns how many connections of workers are open. */
    public int connections() {
        return connections.size();
    }

    /**
     * Fails the requests to an instance on whose answer nobody has called home, as when discovery no longer lists it (dynamo-tcp.md 7.2,
     * #8182). A worker that has called home is known to live by its connection.
     *
     * @param reason the message of the {@link PlaneException.Disconnected} that the callers get
     * @return how many requests failed
     */
    public int failInstance(EndpointId instance, String reason) {
        return fail(stream -> instance.equals(stream.instance()), reason);
    }

    /**
     * Fails the requests that an observer watches and on whose answer nobody has called home, as when their instance has begun another life.
     *
     * @param observer the very one that was handed over with the requests
     * @param reason the message of the {@link PlaneException.Disconnected} that the callers get
     * @return how many requests failed
     */
    public int failObserved(CallObserver observer, String reason) {
        return fail(stream -> stream.observer() == observer, reason);
    }

    private int fail(Predicate<PendingStream> which, String reason) {
        int failed = 0;
        for (PendingStream stream : inOrder()) {
            if (which.test(stream) && remove(stream)) {
                stream.fail(new PlaneException.Disconnected(reason, null));
                failed++;
            }
        }
        return failed;
    }

    /**
     * Stops listening, fails what is pending with {@link PlaneException.Closed} and ends what is streaming. Idempotent.
     *
     * @return completes when the port is free again
     */
    public CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            closed = true;
            Bound listening = bound;
            if (listening == null) {
                unbound.complete(null);
            } else {
                listening.listener().close().whenComplete((done, failure) -> unbound.complete(null));
            }
            inOrder().forEach(stream -> stream.fail(closedError()));
            connections.values().forEach(connection -> connection.shutDown(closedError()));
        }
        return unbound;
    }

    /** Registers a stream under a new subject; the server must listen. */
    PendingStream register(
            StreamContext context,
            @Nullable EndpointId instance,
            CallObserver observer,
            CompletableFuture<ResponseStream> result) {
        PendingStream stream = new PendingStream(
                plane, this, subject(), numbers.incrementAndGet(), context, instance, observer, result);
        pending.put(stream.subject(), stream);
        if (closed) {
            stream.fail(closedError());
        }
        stream.open();
        return stream;
    }

    /** Takes the registration under a subject, which works once. */
    @Nullable
    PendingStream take(String subject) {
        return pending.remove(subject);
    }

    /** Removes a registration; returns whether it was there. */
    boolean remove(PendingStream stream) {
        return pending.remove(stream.subject(), stream);
    }

    void opened(CallerConnection connection) {
        connections.put(connection.number(), connection);
        if (closed) {
            connection.shutDown(closedError());
        }
    }

    void closed(CallerConnection connection) {
        connections.remove(connection.number());
    }

    /** Returns the registrations in the order in which they were made, whatever their subjects hash to. */
    private List<PendingStream> inOrder() {
        return pending.values().stream()
                .sorted(Comparator.comparingLong(PendingStream::number))
                .toList();
    }

    /** Returns a random UUID of version 4. */
    private String subject() {
        byte[] random = new byte[2 * Long.BYTES];
        plane.io().random().nextBytes(random);
        ByteBuffer bytes = ByteBuffer.wrap(random);
        long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static PlaneException hostError(String host, @Nullable Throwable cause) {
        return new PlaneException.ConfigurationError(
                RuntimeSettings.RESPONSE_HOST.variable() + "='" + host
                        + "' is no IP address. Give an IP literal, IPv6 in brackets",
                cause);
    }

    private static PlaneException closedError() {
        return new PlaneException.Closed("The response server is closed");
    }
}
