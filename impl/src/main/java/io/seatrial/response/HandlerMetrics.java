package io.seatrial.response;

import io.seatrial.metrics.HandlerCounts;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What a worker counts of the requests of one endpoint (dynamo-tcp.md 2.5). Safe for use from many threads. */
public final class HandlerMetrics implements HandlerCounts {

    private final LongAdder requests = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder requestBytes = new LongAdder();
    private final LongAdder responseBytes = new LongAdder();
    private final Map<HandlerError, LongAdder> errors = new EnumMap<>(HandlerError.class);
    private volatile Consumer<HandlerError> errorListener = error -> {};

    /** Creates counters, all 0. */
    public HandlerMetrics() {
        for (HandlerError error : HandlerError.values()) {
            errors.put(error, new LongAdder());
        }
    }

    @Override
    public long requests() {
        return requests.sum();
    }

    @Override
    public long inFlight() {
        long over =
                ended.sum(); // before the other: a request that comes in between is counted as in flight, never as -1
        return requests.sum() - over;
    }

    @Override
    public long requestBytes() {
        return requestBytes.sum();
    }

    @Override
    public long responseBytes() {
        return responseBytes.sum();
    }

    /** Returns how often an error occurred. */
    public long errors(HandlerError error) {
        return counter(error).sum();
    }

    /** Returns how often each error occurred, in the order of the enum. */
    public Map<HandlerError, Long> errors() {
        Map<HandlerError, Long> counts = new EnumMap<>(HandlerError.class);
        errors.forEach((error, count) -> counts.put(error, count.sum()));
        return Collections.unmodifiableMap(counts);
    }

    void begin(int payloadBytes) {
        requests.increment();
        requestBytes.add(payloadBytes);
    }

    void end() {
        ended.increment();
    }

    void sent(int bodyBytes) {
        responseBytes.add(bodyBytes);
    }

    void count(HandlerError error) {
        counter(error).increment();
        errorListener.accept(error);
    }

    /** Calls {@code listener} after each error from now on, on the thread that counts it. It must not block. */
    void onError(Consumer<HandlerError> listener) {
        errorListener = listener;
    }

    private LongAdder counter(HandlerError error) {
        LongAdder counter = errors.get(error);
        if (counter == null) {
            throw new IllegalArgumentException("No counter of " + error);
        }
        return counter;
    }
}
