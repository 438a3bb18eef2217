package example.rsocket;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Sends requests that are answered by a stream. The answer comes on the channel itself: nobody has to call home. */
final class RSocketCaller implements StreamCaller {

    private final Connections connections;
    private final Set<RSocketStreamCall> calls = ConcurrentHashMap.newKeySet();

    RSocketCaller(Connections connections) {
        this.connections = connections;
    }

    @Override
    public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
        RSocketStreamCall call = new RSocketStreamCall(calls::remove);
        calls.add(call);
        try {
            Target target = Target.of(to);
            Wire request = new Wire(target.path(), requestId, headers);
            connections.to(target.socket()).whenComplete((socket, failure) -> {
                if (failure == null) {
                    call.start(socket, request.payload(json.getBytes(StandardCharsets.UTF_8)));
                } else {
                    call.hookOnError(failure);
                }
            });
        } catch (PlaneException refused) {
            call.hookOnError(refused);
        }
        return call;
    }

    @Override
    public int pending() {
        return (int) calls.stream().filter(call -> !call.isOpen()).count();
    }

    @Override
    public int connections() {
        return (int) calls.stream().filter(RSocketStreamCall::isOpen).count();
    }

    @Override
    public CompletionStage<Void> close() {
        calls.forEach(RSocketStreamCall::kill);
        return connections.close();
    }
}
