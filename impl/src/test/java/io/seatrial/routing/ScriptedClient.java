package io.seatrial.routing;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.response.StubClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A request plane that notes where requests go, and answers as the test says; by default not at all. */
final class ScriptedClient extends StubClient {

    final List<InstanceAddress> sent = new ArrayList<>();
    Function<InstanceAddress, CompletionStage<byte[]>> answer = address -> new CompletableFuture<>();

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        payload.release();
        sent.add(address);
        return answer.apply(address);
    }

    void failWith(RuntimeException failure) {
        answer = address -> CompletableFuture.failedFuture(failure);
    }

    @Override
    public String transportName() {
        return "tcp";
    }
}
