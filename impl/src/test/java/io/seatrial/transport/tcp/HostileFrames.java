package io.seatrial.transport.tcp;

import io.seatrial.response.RawFrames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes frames that mean no good, from a seed: good ones with one thing spoilt, and noise. Their addresses are never spoilt bit by bit, so
 * that no worker is sent anywhere but to loopback.
 */
final class HostileFrames {

    private static final String SUBJECT = "6b1d2c1e-7a54-4c0b-9a2e-2f9f0c1d3e4f";
    private static final int LONGEST_PATH = 1024;
    private static final int MOST_NOISE = 200;

    /** One request of so many is one that a worker can run, and makes it call home. */
    private static final int CALLS_HOME = 256;

    private static final List<String> HEADERS = List.of(
            "",
            "{",
            "[]",
            "{}{}",
            "{\"a\":1}",
            "{\"a\":\"1\",\"a\":\"2\"}",
            "{\"a\":\"\\ud800\"}",
            "\u0000",
            "{\"traceparent\":\"00-0-0-00\"}",
            "[".repeat(500));

    private static final List<String> BODIES = List.of("", "{", "[1]", "null", "{}{}", "\"\\ud800\"", "[".repeat(300));

    private final Random random;
    private final byte[] path;
    private final List<String> homes;

    /**
     * Creates a source.
     *
     * @param path of an endpoint that is served
     * @param home of somebody who is called, and as hostile
     * @param nobody a loopback address where nobody listens
     */
    HostileFrames(long seed, String path, String home, String nobody) {
        this.random = new Random(seed);
        this.path = path.getBytes(StandardCharsets.UTF_8);
        this.homes = List.of(home, nobody, "", ":", "127.0.0.1", "127.0.0.1:99999", "[::1", "tcp://127.0.0.1:1");
    }

    /** Returns a frame whose lengths are true, so that the server must answer it, and go on. */
    byte[] framed() {
        return switch (random.nextInt(4)) {
            case 0 ->
                RawConnection.frame(
                        sometimes(2) ? unknown() : noise(1, LONGEST_PATH), utf8(one(HEADERS)), noise(0, MOST_NOISE));
            case 1 -> RawConnection.frame(path, noise(0, MOST_NOISE), payload());
            case 2 -> RawConnection.frame(path, utf8(one(HEADERS)), payload());
            default -> RawConnection.frame(path, utf8("{}"), payload());
        };
    }

    /** Returns what may end a connection: lengths that lie, frames that are cut off, noise. */
    byte[] unframed() {
        byte[] frame = framed();
        return switch (random.nextInt(6)) {
            case 0 -> noise(1, MOST_NOISE);
            case 1 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 2 -> put(frame, 0, (short) random.nextInt()); // the length of the path
            case 3 -> put(frame, 2 + ByteBuffer.wrap(frame).getShort(0), (short) random.nextInt()); // of the headers
            case 4 -> payloadOfLength(random.nextBoolean() ? random.nextInt() : random.nextInt(MOST_NOISE));
            default -> new byte[] {0, 0};
        };
    }

    boolean sometimes(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** Returns the payload of a request that a worker runs. */
    static byte[] call(String home) {
        return RawFrames.frame(RawFrames.control("r", home, SUBJECT), "[1]");
    }

    private byte[] payload() {
        if (sometimes(CALLS_HOME)) {
            return call(homes.get(random.nextInt(2)));
        }
        byte[] message = RawFrames.frame(control(), one(BODIES));
        return switch (random.nextInt(5)) {
            case 0 -> noise(0, MOST_NOISE);
            case 1 ->
                Arrays.copyOf(message, random.nextInt(message.length)); // without the body of a call, and often less
            case 2 -> put(message, 0, random.nextLong()); // the length of the header
            case 3 -> put(message, Long.BYTES, random.nextLong()); // of the body
            default -> message;
        };
    }

    /** A control message that names a home only where it cannot be reached, or is not asked for. */
    private String control() {
        String sound = RawFrames.control("r", homes.get(2 + random.nextInt(homes.size() - 2)), SUBJECT);
        return switch (random.nextInt(6)) {
            case 0 -> sound.replace("single_in", "two_in");
            case 1 -> sound.replace("\"id\":\"r\",", sometimes(2) ? "" : "\"id\":null,");
            case 2 -> sound.replace("tcp_server", "nats");
            case 3 -> sound.substring(random.nextInt(sound.length()));
            case 4 -> "[".repeat(1 + random.nextInt(200)) + sound;
            default -> sound;
        };
    }

    private byte[] payloadOfLength(int length) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(ByteBuffer.allocate(2).putShort((short) path.length).array());
        frame.writeBytes(path);
        frame.writeBytes(
                ByteBuffer.allocate(2 + Integer.BYTES).putInt(2, length).array());
        frame.writeBytes(noise(0, MOST_NOISE));
        return frame.toByteArray();
    }

    private byte[] unknown() {
        return utf8("1a2b/nobody".repeat(1 + random.nextInt(LONGEST_PATH / 11)));
    }

    private byte[] noise(int from, int below) {
        byte[] bytes = new byte[from + random.nextInt(below - from)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] put(byte[] bytes, int at, short value) {
        ByteBuffer.wrap(bytes).putShort(at, value);
        return bytes;
    }

    private static byte[] put(byte[] bytes, int at, long value) {
        ByteBuffer.wrap(bytes).putLong(at, value);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
