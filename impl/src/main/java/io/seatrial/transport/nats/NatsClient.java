package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.netty.buffer.ByteBuf;
import io.seatrial.nats.LinkListener;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.sending.ClientLedger;
import io.seatrial.settings.NatsSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over NATS (dynamo-manager.md 4.5). What a stage of {@link #send} triggers may run on the thread that hands out all
 * replies, and must not block. While the connection is lost, requests wait for it within their time-out.
 */
final class NatsClient implements RequestPlaneClient, LinkListener {

    /** What the model says of each of its clients. */
    private static final ClientStats MODEL_STATS = new ClientStats(0, 0, 0, 0, 0, 1, 0, 0);

    /** How much longer the library waits than the client, whose bound counts. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final NetworkIo io;
    private final NatsBehaviour behaviour;
    private final NatsLink link;
    private final Duration timeout;
    private final ClientLedger ledger;
    private final ClientFailures failures;
    private final AwaitedReplies awaited;
    private volatile boolean closing;

    /** Creates a client; it opens no connection. */
    NatsClient(PlaneContext context, NatsBehaviour behaviour, NatsLink link) {
        this.io = context.io();
        this.behaviour = behaviour;
        this.link = link;
        this.timeout = context.settings().get(NatsSettings.REQUEST_TIMEOUT);
        this.ledger = new ClientLedger(behaviour.countsEverything());
        this.failures = new ClientFailures(behaviour.typesFailures(), timeout.toMillis());
        int limit =
                behaviour.countsEverything() ? context.settings().get(NatsSettings.MAX_IN_FLIGHT) : Integer.MAX_VALUE;
        this.awaited = new AwaitedReplies(io, limit, timeout.toNanos(), this::failOverdue);
        if (behaviour.failsOnLoss()) {
            link.add(this);
        }
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(headers, "headers");
        ledger.sent(payload.readableBytes());
        NatsRequest request;
        try {
            request = admit(address, payload, headers);
        } catch (PlaneException e) {
            payload.release();
            ledger.failedUnseen();
            return CompletableFuture.failedFuture(e);
        }
        request.whenComplete((body, failure) -> awaited.exit());
        if (!awaited.add(request)) {
            request.failUnsent(ClientFailures.tooMany());
            return request;
        }
        Optional<Connection> open = link.current();
        if (open.isPresent()) {
            publish(request, open.get());
        } else {
            link.connection().whenComplete((connection, failure) -> {
                if (failure == null) {
                    publish(request, connection);
                } else {
                    end(request, failures.unreachable(request.subject(), Causes.of(failure)));
                }
            });
        }
        return request;
    }

    private NatsRequest admit(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        if (behaviour.typesFailures() && !address.mode().equals(PlaneMode.NATS)) {
            throw new PlaneException.PlaneMismatch("Invalid NATS subject '" + address + "': it belongs to the "
                    + address.mode() + " plane, ask that plane's client");
        }
        WireHeaders encoded = headers.isEmpty() ? null : WireHeaders.of(headers);
        if (!awaited.enter()) {
            throw ClientFailures.closed();
        }
        return new NatsRequest(address.value(), encoded, payload, ledger, io.nanoTime(), awaited::remove);
    }

    private void publish(NatsRequest request, Connection connection) {
        long limit = connection.getMaxPayload();
        if (limit > 0 && request.bytes() > limit) {
            if (behaviour.checksSize()) {
                end(request, ClientFailures.tooLarge(request.bytes(), limit, link.server()));
            }
            return; // the model learns of it by its time-out only
        }
        request.sentOn(connection);
        CompletableFuture<Message> reply;
        try {
            reply = connection.requestWithTimeout(
                    request.subject(), request.headers(), request.body(), timeout.plus(MARGIN));
        } catch (IllegalStateException
                | IllegalArgumentException e) { // closed, no room while disconnected, a bad subject
            end(request, failures.notTaken(request.subject(), e));
            return;
        }
        request.awaits(reply);
        reply.whenComplete((message, failure) -> replied(request, message, failure));
    }

    private void replied(NatsRequest request, @Nullable Message message, @Nullable Throwable failure) {
        if (message != null) {
            byte[] body = message.getData();
            ledger.received(body.length);
            if (awaited.remove(request)) {
                request.answer(body, io.nanoTime());
            }
        } else if (failure != null) {
            end(request, failures.of(request.subject(), Causes.of(failure)));
        }
    }

    private void end(NatsRequest request, PlaneException failure) {
        if (awaited.remove(request)) {
            request.fail(failure);
        }
    }

    private void failOverdue(NatsRequest request) {
        request.forgetReply();
        request.fail(failures.timedOut(request.subject()));
    }

    @Override
    public void lost(Connection connection, long generation) {
        awaited.forEach(request -> {
            if (request.isLostWith(connection, generation)) {
                end(request, failures.lost(request.subject(), link.server()));
                request.forgetReply();
            }
        });
    }

    @Override
    public String transportName() {
        return PlaneMode.NATS.name();
    }

    @Override
    public boolean isHealthy() {
        boolean usable = link.current().isEmpty() || link.isConnected();
        return !behaviour.tellsOfConnection() || (!closing && usable);
    }

    @Override
    public ClientStats stats() {
        if (!behaviour.countsEverything()) {
            return MODEL_STATS;
        }
        int busy = awaited.count() > 0 ? 1 : 0;
        return ledger.snapshot(busy, link.isConnected() && busy == 0 ? 1 : 0);
    }

    @Override
    public CompletionStage<Void> close() {
        closing = true;
        return awaited.close().thenRun(() -> link.remove(this));
    }
}
