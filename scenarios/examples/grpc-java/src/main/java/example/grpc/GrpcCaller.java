package example.grpc;

import io.grpc.CallOptions;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Sends requests that are answered by a stream. The answer comes on the call itself: nobody has to call home. */
final class GrpcCaller implements StreamCaller {

    private final Channels channels;
    private final Set<GrpcStreamCall> calls = ConcurrentHashMap.newKeySet();

    GrpcCaller(Channels channels) {
        this.channels = channels;
    }

    @Override
    public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
        try {
            Target target = Target.of(to);
            GrpcStreamCall call = new GrpcStreamCall(
                    channels.to(target.socket()).newCall(Wire.STREAM, CallOptions.DEFAULT), calls::remove);
            calls.add(call);
            call.start(Wire.metadata(target.path(), requestId, headers), json.getBytes(StandardCharsets.UTF_8));
            return call;
        } catch (PlaneException refused) {
            return new RefusedCall(refused);
        }
    }

    @Override
    public int pending() {
        return (int) calls.stream().filter(call -> !call.isOpen()).count();
    }

    @Override
    public int connections() {
        return (int) calls.stream().filter(GrpcStreamCall::isOpen).count();
    }

    @Override
    public CompletionStage<Void> close() {
        calls.forEach(GrpcStreamCall::drop);
        return channels.close();
    }
}
