package example.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.InboundRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes requests: acknowledges each, then runs its handler on the thread of the call, which belongs to gRPC's executor. */
record RequestCalls(Endpoints endpoints) implements ServerCallHandler<byte[], byte[]> {

    @Override
    public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata metadata) {
        call.request(1);
        return new ServerCall.Listener<>() {
            private byte[] payload = {};

            @Override
            public void onMessage(byte[] message) {
                payload = message;
                call.request(1); // there is none; asked for, so that the end of the call is seen
            }

            @Override
            public void onHalfClose() {
                String path = Wire.path(metadata);
                Optional<Endpoints.Entry> entry = endpoints.take(path);
                if (entry.isEmpty()) {
                    call.close(Statuses.unknownEndpoint(path), new Metadata());
                    return;
                }
                acknowledge(call);
                run(entry.get(), new InboundRequest(Unpooled.wrappedBuffer(payload), Wire.headers(metadata)));
            }
        };
    }

    private static void acknowledge(ServerCall<byte[], byte[]> call) {
        call.sendHeaders(new Metadata());
        call.sendMessage(new byte[0]);
        call.close(Status.OK, new Metadata());
    }

    private static void run(Endpoints.Entry entry, InboundRequest request) {
        CompletionStage<Void> done;
        try {
            done = entry.handler().handle(request);
        } catch (RuntimeException thrown) {
            done = CompletableFuture.failedFuture(thrown);
        }
        done.whenComplete((nothing, failure) -> entry.ended());
    }
}
