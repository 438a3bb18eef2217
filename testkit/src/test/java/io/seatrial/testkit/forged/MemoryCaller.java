package io.seatrial.testkit.forged;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamContext;
import io.seatrial.testkit.spi.StreamItem;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Hands a request to the engine behind an address, and its stream back. */
record MemoryCaller(Function<InstanceAddress, RequestHandler> find, Defect defect) implements StreamCaller {

    @Override
    public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
        MemoryWorker worker = (MemoryWorker) find.apply(to);
        CompletionStage<Flow.Publisher<StreamItem>> opened =
                worker.engine().generate(json, new Context(requestId, headers)).thenApply(this::items);
        return new StreamCall() {
            @Override
            public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                return opened;
            }

            @Override
            public void stop() {}

            @Override
            public void kill() {}
        };
    }

    private Flow.Publisher<StreamItem> items(Flow.Publisher<String> texts) {
        return subscriber -> texts.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(String item) {
                subscriber.onNext(new StreamItem(item, false));
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
                if (defect == Defect.ENDS_A_STREAM_TWICE) {
                    subscriber.onComplete();
                }
            }
        });
    }

    @Override
    public int pending() {
        return 0;
    }

    @Override
    public int connections() {
        return 0;
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }

    private record Context(String id, Map<String, String> headers) implements StreamContext {
        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public boolean isKilled() {
            return false;
        }

        @Override
        public CompletionStage<Void> stopped() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> killed() {
            return new CompletableFuture<>();
        }
    }
}
