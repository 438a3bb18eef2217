package io.seatrial.testkit.observed;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Records the requests of a caller and what becomes of their streams. */
record ObservedCaller(StreamCaller caller, Recorder recorder) implements StreamCaller {

    @Override
    public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
        long request = recorder.next();
        recorder.record(new Fact.Sent(request, to.value()));
        try {
            return new ObservedCall(request, caller.call(to, requestId, json, headers), recorder);
        } catch (RuntimeException | Error thrown) {
            recorder.ended(request, thrown);
            throw thrown;
        }
    }

    @Override
    public int pending() {
        return caller.pending();
    }

    @Override
    public int connections() {
        return caller.connections();
    }

    @Override
    public CompletionStage<Void> close() {
        return caller.close();
    }

    private static final class ObservedCall implements StreamCall {
        private final StreamCall call;
        private final CompletionStage<Flow.Publisher<StreamItem>> opened;

        private ObservedCall(long request, StreamCall call, Recorder recorder) {
            this.call = call;
            this.opened = Stages.mapped(call.opened(), stream -> {
                recorder.record(new Fact.Opened(request));
                return new ObservedStream<>(request, stream, recorder);
            });
            opened.whenComplete((stream, failure) -> {
                if (failure != null) {
                    recorder.ended(request, failure);
                }
            });
        }

        @Override
        public CompletionStage<Flow.Publisher<StreamItem>> opened() {
            return opened;
        }

        @Override
        public void stop() {
            call.stop();
        }

        @Override
        public void kill() {
            call.kill();
        }
    }
}
