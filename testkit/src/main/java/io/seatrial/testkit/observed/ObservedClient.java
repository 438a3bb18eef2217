package io.seatrial.testkit.observed;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.history.Fact;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Records the requests of a client. Not a record: two of them are never equal. */
final class ObservedClient implements RequestPlaneClient {

    private final RequestPlaneClient client;
    private final Recorder recorder;

    ObservedClient(RequestPlaneClient client, Recorder recorder) {
        this.client = client;
        this.recorder = recorder;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        long request = recorder.next();
        recorder.record(new Fact.Sent(request, address.value()));
        try {
            CompletionStage<byte[]> stage = Given.by("send()", client.send(address, payload, headers));
            stage.whenComplete((ack, failure) -> recorder.ended(request, failure));
            return stage; // and none behind it: the case may cancel it
        } catch (RuntimeException | Error thrown) {
            recorder.ended(request, thrown);
            throw thrown;
        }
    }

    @Override
    public String transportName() {
        return client.transportName();
    }

    @Override
    public boolean isHealthy() {
        return client.isHealthy();
    }

    @Override
    public ClientStats stats() {
        return client.stats();
    }

    @Override
    public CompletionStage<Void> close() {
        return Given.by("close()", client.close());
    }
}
