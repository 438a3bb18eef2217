package io.seatrial.scenarios.peer;

import io.seatrial.plane.PlaneException;
import io.seatrial.response.CallRequest;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseStream;
import io.seatrial.routing.PushRouter;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.ObjectMapper;

/** One call: its items to standard output, its error to standard error. */
final class SingleCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PushRouter target;
    private final PrintWriter out;
    private final PrintWriter err;
    private final @Nullable Integer stopAfter;

    SingleCall(PushRouter target, CommandLine commandLine, @Nullable Integer stopAfter) {
        this.target = target;
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.stopAfter = stopAfter;
    }

    /** Makes the call and returns the exit code. */
    int run(byte[] body) {
        try {
            return Waiting.on(target.call(CallRequest.of(UUID.randomUUID().toString(), body))
                    .thenCompose(this::print));
        } catch (PlaneException failure) {
            err.println(failure.getMessage());
            err.flush();
            return 1;
        }
    }

    private CompletionStage<Integer> print(ResponseStream stream) {
        Printer printer = new Printer(stream);
        stream.subscribe(printer);
        return printer.exitCode;
    }

    private final class Printer implements Flow.Subscriber<ResponseItem> {

        final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        private final ResponseStream stream;
        private int printed;
        private boolean failed;

        Printer(ResponseStream stream) {
            this.stream = stream;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ResponseItem item) {
            item.error()
                    .ifPresentOrElse(
                            error -> {
                                failed = true;
                                err.println(error);
                                err.flush();
                            },
                            () -> {
                                out.println(oneLine(item));
                                out.flush();
                            });
            printed++;
            if (stopAfter != null && printed == stopAfter) {
                stream.stop();
            }
        }

        @Override
        public void onError(Throwable failure) {
            exitCode.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            exitCode.complete(failed ? 1 : 0);
        }
    }

    /** JSON may hold line breaks between its tokens; then it is written anew, without them. */
    private static String oneLine(ResponseItem item) {
        String text = item.toString();
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : JSON.readTree(text).toString();
    }
}
