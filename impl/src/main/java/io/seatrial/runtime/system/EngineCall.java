package io.seatrial.runtime.system;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.SystemSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One call of an engine route: away from the event loops, and not for ever. */
final class EngineCall {

    private final PlaneContext plane;
    private final EngineRoute route;
    private final byte[] json;

    EngineCall(PlaneContext plane, EngineRoute route, byte[] json) {
        this.plane = plane;
        this.route = route;
        this.json = json;
    }

    /** Returns the answer, or the page that says what went wrong. Never fails. */
    CompletionStage<Page> answer() {
        CompletableFuture<Page> answer = new CompletableFuture<>();
        try {
            Duration bound = plane.settings().get(SystemSettings.ENGINE_ROUTE_TIMEOUT);
            ScheduledFuture<?> timer = plane.io()
                    .scheduler()
                    .schedule(
                            () -> answer.complete(failed("no answer within " + bound.toMillis() + " ms")),
                            bound.toNanos(),
                            TimeUnit.NANOSECONDS);
            answer.whenComplete((page, never) -> timer.cancel(false));
            plane.io().blocking().execute(() -> call(answer));
        } catch (RejectedExecutionException closed) {
            answer.complete(failed("the worker's network is closed"));
        }
        return answer;
    }

    private void call(CompletableFuture<Page> answer) {
        CompletionStage<byte[]> result;
        try {
            result = route.call(json);
        } catch (Throwable failure) { // also an Error: the caller must be answered
            result = CompletableFuture.failedFuture(failure);
        }
        result.whenComplete((body, failure) ->
                answer.complete(failure == null ? Page.json(HttpResponseStatus.OK, body) : failed(message(failure))));
    }

    private static Page failed(String message) {
        return SystemPages.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, "Handler error", message);
    }

    private static String message(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
