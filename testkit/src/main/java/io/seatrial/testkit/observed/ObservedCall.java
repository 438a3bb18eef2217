package io.seatrial.testkit.observed;

import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** A request on the response plane that is recorded from its sending to the end of its stream. */
final class ObservedCall implements StreamCall {

    private final StreamCall call;
    private final CompletionStage<Flow.Publisher<StreamItem>> opened;

    private ObservedCall(long request, StreamCall call, Recorder recorder) {
        this.call = call;
        this.opened = Stages.mapped(Given.by("opened()", call.opened()), stream -> {
            recorder.record(new Fact.Opened(request));
            return new ObservedStream<>(request, Given.by("the stage of opened()", stream), recorder);
        });
        opened.whenComplete((stream, failure) -> {
            if (failure != null) {
                recorder.ended(request, failure);
            }
        });
    }

    /** Makes a call and records it. */
    static StreamCall made(String to, Recorder recorder, Supplier<StreamCall> call) {
        long request = recorder.next();
        recorder.record(new Fact.Sent(request, to));
        try {
            return new ObservedCall(request, Given.by("call()", call.get()), recorder);
        } catch (RuntimeException | Error thrown) {
            recorder.ended(request, thrown);
            throw thrown;
        }
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
