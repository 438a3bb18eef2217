package io.seatrial.scenarios.peer;

import io.seatrial.response.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The endpoints that {@code seatrial serve} offers. Each item is {@code {"data":"…"}} with a string, as in the annotated streams of
 * Dynamo, whose callers read nothing else.
 */
final class DemoEngines {

    /** The pause before each item of {@code slow}. */
    static final Duration SLOW_PAUSE = Duration.ofMillis(50);

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoEngines() {}

    /** Returns the engines by endpoint name, in the order in which they are served. */
    static Map<String, Engine> all(ScheduledExecutorService scheduler) {
        Map<String, Engine> engines = new LinkedHashMap<>();
        engines.put(
                "echo",
                Engine.iterating((context, request) -> List.of(item(text(read(request)))))
                        .neverBlocking());
        engines.put(
                "count",
                Engine.iterating((context, request) -> counted(countIn(request)))
                        .neverBlocking());
        Engine slow = (context, request) -> CompletableFuture.completedFuture(
                new PacedPublisher(counted(countIn(request)).iterator(), SLOW_PAUSE, scheduler, context));
        engines.put("slow", slow.neverBlocking());
        engines.put("fail", Engine.failing("this endpoint refuses every request"));
        return engines;
    }

    private static Iterable<byte[]> counted(long n) {
        return () -> {
            Iterator<Long> numbers = LongStream.range(0, n).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return numbers.hasNext();
                }

                @Override
                public byte[] next() {
                    return item(Long.toString(numbers.next()));
                }
            };
        };
    }

    private static long countIn(byte[] request) {
        JsonNode value = read(request);
        try {
            long n = Long.parseLong(text(value).strip());
            if (n >= 0) {
                return n;
            }
        } catch (NumberFormatException e) {
            // told below, together with what is no count at all
        }
        throw new IllegalArgumentException("expected a count, as 3 or \"3\", not " + value);
    }

    private static JsonNode read(byte[] request) {
        try {
            return JSON.readTree(request);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the request is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A string as it is; any other value as its JSON text, since an item's data is always a string. */
    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static byte[] item(String data) {
        return ("{\"data\":" + JSON.writeValueAsString(data) + "}").getBytes(StandardCharsets.UTF_8);
    }
}
