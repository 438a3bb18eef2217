package io.seatrial.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;

/**
 * What the properties of this package are tried with. The values are drawn from jqwik's randomness, so that the seed it prints
 * reproduces them, but not put together from its arbitraries, which takes it a hundred times as long.
 */
final class WireArbitraries {

    private static final int JSON_DEPTH = 4;

    private WireArbitraries() {}

    /** Returns values that a function draws. */
    static <T> Arbitrary<T> drawn(Function<Random, T> draw) {
        return Arbitraries.fromGenerator(random -> Shrinkable.unshrinkable(draw.apply(random)));
    }

    /** Returns texts that have UTF-8. */
    static Arbitrary<String> texts(int maxCodePoints) {
        return drawn(random -> new RandomJson(random).text(maxCodePoints));
    }

    /** Returns JSON texts of every kind. */
    static Arbitrary<String> json() {
        return drawn(random -> new RandomJson(random).json(JSON_DEPTH));
    }

    /** Returns routing paths that a server accepts, also the shortest and the longest. */
    static Arbitrary<String> paths() {
        return drawn(random -> switch (random.nextInt(4)) {
            case 0 -> "p";
            case 1 -> "p".repeat(WireLimits.MAX_PATH_BYTES - random.nextInt(3));
            default -> "/" + new RandomJson(random).text(60);
        });
    }

    static Arbitrary<Map<String, String>> headers() {
        return drawn(random -> {
            RandomJson json = new RandomJson(random);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int left = random.nextInt(5); left > 0; left--) {
                headers.put(json.text(12), json.text(30));
            }
            return headers;
        });
    }

    /** Returns bytes, many of a size at which an encoder changes from copying to composing. */
    static Arbitrary<byte[]> payloads() {
        int bound = WireLimits.COPY_BYTES;
        return drawn(random -> {
            int size = switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> bound - 2 + random.nextInt(5);
                case 2 -> random.nextInt(5 * bound);
                default -> random.nextInt(300);
            };
            byte[] payload = new byte[size];
            random.nextBytes(payload);
            return payload;
        });
    }

    /** Returns how a stream is cut, as sizes that are used in turn: pieces up to a few frames, or bytes one by one between them. */
    static Arbitrary<List<Integer>> segmentations() {
        return drawn(random -> {
            List<Integer> sizes = new ArrayList<>();
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                sizes.addAll(Collections.nCopies(random.nextInt(30), 1));
                sizes.add(1 + random.nextInt(5000));
            }
            return sizes;
        });
    }

    static Arbitrary<DynamoError> errors() {
        return drawn(random -> {
            ErrorType[] types = ErrorType.values();
            DynamoError error = null;
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                ErrorType type = types[random.nextInt(types.length)];
                error = new DynamoError(type, new RandomJson(random).text(30), error);
            }
            return error;
        });
    }

    /** Returns one of several sound messages after a few edits: bytes set, taken out, put in, or cut off. */
    static Arbitrary<byte[]> damaged(List<byte[]> sound) {
        return drawn(random -> {
            byte[] bytes = sound.get(random.nextInt(sound.size()));
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                bytes = damage(random, bytes);
            }
            return bytes;
        });
    }

    private static byte[] damage(Random random, byte[] bytes) {
        // Most of what decides lies at the start, so half of the edits aim there.
        int room = random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length;
        int at = random.nextInt(room + 1);
        int behind = Math.min(bytes.length, at + random.nextInt(3));
        byte[] between = new byte[random.nextInt(3)];
        random.nextBytes(between);
        int kept = random.nextInt(4) == 0 ? 0 : bytes.length - behind;
        byte[] damaged = new byte[at + between.length + kept];
        System.arraycopy(bytes, 0, damaged, 0, at);
        System.arraycopy(between, 0, damaged, at, between.length);
        System.arraycopy(bytes, behind, damaged, at + between.length, kept);
        return damaged;
    }
}
