package example.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Optional;

/** Takes requests that are answered by a stream: the first message goes to the engine, each later one asks it to stop. */
record StreamCalls(Endpoints endpoints) implements ServerCallHandler<byte[], byte[]> {

    @Override
    public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata metadata) {
        String path = Wire.path(metadata);
        Optional<Endpoints.Entry> entry = endpoints.take(path);
        if (entry.isEmpty()) {
            call.close(Statuses.unknownEndpoint(path), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        if (!(entry.get().handler() instanceof GrpcWorker worker)) {
            entry.get().ended();
            call.close(Status.UNIMPLEMENTED.withDescription(path + " does not answer by a stream"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        Context context = new Context(Wire.requestId(metadata), Wire.headers(metadata));
        Answer answer = new Answer(call, context, entry.get()::ended);
        call.request(1);
        return new ServerCall.Listener<>() {
            private boolean begun;

            @Override
            public void onMessage(byte[] message) {
                if (begun) {
                    answer.stop();
                } else {
                    begun = true;
                    answer.begin(worker.engine(), message);
                }
                call.request(1);
            }

            @Override
            public void onReady() {
                answer.goOn();
            }

            @Override
            public void onCancel() {
                answer.kill();
            }
        };
    }
}
