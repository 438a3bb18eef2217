package example.rsocket;

import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.EmptyPayload;
import io.seatrial.plane.InboundRequest;
import io.seatrial.testkit.spi.StreamEngine;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers what comes over a connection. A request is acknowledged by an empty payload. On a channel the caller's first payload goes to the
 * engine, a second one asks it to stop; an empty payload before the items says that the engine has accepted.
 */
record Responder(Endpoints endpoints, Executor workers) implements RSocket {

    @Override
    public Mono<Payload> requestResponse(Payload payload) {
        Wire request = Wire.of(payload);
        byte[] data = Wire.data(payload);
        payload.release();
        Optional<Endpoints.Entry> entry = endpoints.take(request.path());
        if (entry.isEmpty()) {
            return Mono.error(Errors.unknownEndpoint(request.path()));
        }
        InboundRequest inbound = new InboundRequest(Unpooled.wrappedBuffer(data), request.headers());
        workers.execute(() -> run(entry.get(), inbound));
        return Mono.just(EmptyPayload.INSTANCE);
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

    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
        return Flux.from(payloads).switchOnFirst((first, all) -> {
            Payload payload = first.get();
            return payload == null ? Flux.empty() : channel(payload, all.skip(1));
        });
    }

    private Flux<Payload> channel(Payload payload, Flux<Payload> stops) {
        Wire request = Wire.of(payload);
        String json = new String(Wire.data(payload), StandardCharsets.UTF_8);
        payload.release();
        Optional<Endpoints.Entry> entry = endpoints.take(request.path());
        if (entry.isEmpty()) {
            return Flux.error(Errors.unknownEndpoint(request.path()));
        }
        if (!(entry.get().handler() instanceof RSocketWorker worker)) {
            entry.get().ended();
            return Flux.error(Errors.noStream(request.path()));
        }
        Context context = new Context(request.requestId(), request.headers());
        return answer(worker.engine(), json, context)
                .takeUntilOther(stops.doOnNext(stop -> {
                    stop.release();
                    context.stop();
                }))
                .doOnCancel(context::kill)
                .doFinally(end -> entry.get().ended());
    }

    private static Flux<Payload> answer(StreamEngine engine, String json, Context context) {
        CompletionStage<Flow.Publisher<String>> accepted;
        try {
            accepted = engine.generate(json, context);
        } catch (RuntimeException thrown) {
            accepted = CompletableFuture.failedFuture(thrown);
        }
        return Mono.fromCompletionStage(accepted)
                .onErrorMap(Errors::refused)
                .flatMapMany(items -> Flux.concat(
                        Mono.just(EmptyPayload.INSTANCE),
                        JdkFlowAdapter.flowPublisherToFlux(items)
                                .map(Wire::item)
                                .onErrorMap(Errors::brokenOff)));
    }
}
