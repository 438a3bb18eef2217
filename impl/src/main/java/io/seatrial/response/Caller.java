package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.wire.ConnectionInfo;
import io.seatrial.wire.RequestControl;
import io.seatrial.wire.RequestPayload;
import io.seatrial.wire.StreamType;
import io.seatrial.wire.TcpStreamInfo;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to known addresses and hands out the streams of their answers (dynamo-tcp.md 5): on any request plane, since the answer
 * always comes home over TCP. Safe for use from many threads.
 */
public final class Caller {

    private final PlaneContext plane;
    private final ResponseServer responses;
    private final RequestPlaneClient client;

    /**
     * Creates a caller.
     *
     * @param plane the network, bounds and profile
     * @param responses where answers come home; started by the first call
     * @param client what carries requests
     */
    public Caller(PlaneContext plane, ResponseServer responses, RequestPlaneClient client) {
        this.plane = Objects.requireNonNull(plane, "plane");
        this.responses = Objects.requireNonNull(responses, "responses");
        this.client = Objects.requireNonNull(client, "client");
    }

    /** Sends a request to an address of an instance that nobody watches; see {@link #call(EndpointId, InstanceAddress, CallRequest)}. */
    public CompletionStage<ResponseStream> call(InstanceAddress address, CallRequest request) {
        return begin(null, address, request, CallObserver.NONE);
    }

    /**
     * Sends a request. The stage completes, on an event loop, when the request is acknowledged and the worker has started on it; completing
     * it otherwise, as with {@link CompletableFuture#cancel}, gives the request up and kills it. If the request's context is stopped or
     * killed before, the stream has ended already.
     *
     * @param instance whose request {@link ResponseServer#failInstance} fails
     * @param address where it is
     * @param request what to send
     * @return fails with what {@link RequestPlaneClient#send} fails with; with {@link PlaneException.Untyped} and the worker's text if the
     *     worker refuses; with {@link PlaneException.Disconnected} if its connection ends before it starts (untyped in the
     *     {@code dynamo-1.0} profile); with {@link PlaneException.ResponseTimeout} if it does not start in time
     */
    public CompletionStage<ResponseStream> call(EndpointId instance, InstanceAddress address, CallRequest request) {
        return call(instance, address, request, CallObserver.NONE);
    }

    /**
     * Sends a request to an instance that somebody chose and watches.
     *
     * @param observer hears how it fares
     * @return as {@link #call(EndpointId, InstanceAddress, CallRequest)}; fails with what {@link CallObserver#registered} returns
     */
    public CompletionStage<ResponseStream> call(
            EndpointId instance, InstanceAddress address, CallRequest request, CallObserver observer) {
        return begin(
                Objects.requireNonNull(instance, "instance"),
                address,
                request,
                Objects.requireNonNull(observer, "observer"));
    }

    /** Returns the network, bounds and profile. */
    public PlaneContext plane() {
        return plane;
    }

    /** Returns the kind of plane that carries the requests. */
    public PlaneMode mode() {
        return PlaneMode.ofTransport(client.transportName());
    }

    /** Fails what waits for an instance to call home; see {@link ResponseServer#failInstance}. */
    public int failInstance(EndpointId instance, String reason) {
        return responses.failInstance(instance, reason);
    }

    /** Fails what waits for a worker to call home and is watched by an observer; see {@link ResponseServer#failObserved}. */
    public int failObserved(CallObserver observer, String reason) {
        return responses.failObserved(observer, reason);
    }

    private CompletionStage<ResponseStream> begin(
            @Nullable EndpointId instance, InstanceAddress address, CallRequest request, CallObserver observer) {
        CompletableFuture<ResponseStream> result = new CompletableFuture<>();
        String home = responses.address().orElse(null);
        if (home != null) {
            send(home, instance, address, request, observer, result);
            return result;
        }
        responses.start().whenComplete((started, failure) -> {
            if (failure == null) {
                send(started, instance, address, request, observer, result);
            } else {
                result.completeExceptionally(Failures.outermost(failure));
            }
        });
        return result;
    }

    private void send(
            String home,
            @Nullable EndpointId instance,
            InstanceAddress address,
            CallRequest request,
            CallObserver observer,
            CompletableFuture<ResponseStream> result) {
        StreamContext context = request.context();
        if (context.isStopped() && plane.profile().isReference()) {
            result.complete(AnswerStream.ended(context));
            return;
        }
        PendingStream pending = responses.register(context, instance, observer, result);
        PlaneException vetoed = observer.registered();
        if (vetoed != null) {
            pending.fail(vetoed);
            return;
        }
        CompletionStage<byte[]> acknowledgement;
        try {
            ByteBuf payload = payload(home, pending.subject(), request);
            acknowledgement = client.send(address, payload, context.headers());
        } catch (RuntimeException refused) {
            acknowledgement = CompletableFuture.failedFuture(refused);
        }
        acknowledgement.whenComplete((body, failure) -> {
            if (failure == null) {
                pending.acknowledged();
            } else {
                pending.fail(Failures.outermost(failure));
            }
        });
    }

    private static ByteBuf payload(String home, String subject, CallRequest request) {
        String id = request.context().id();
        TcpStreamInfo stream = new TcpStreamInfo(home, subject, id, StreamType.RESPONSE);
        return RequestPayload.encode(
                ByteBufAllocator.DEFAULT,
                RequestControl.unary(id, ConnectionInfo.of(stream)),
                Unpooled.wrappedBuffer(request.bodyJson()));
    }
}
