package io.seatrial.testkit.zoo.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One message of the NATS client protocol: its words, and the payload if it has one, which begins with the headers if it has such. */
public final class NatsFrame {

    private static final Set<String> WITH_PAYLOAD = Set.of("PUB", "HPUB", "MSG", "HMSG");
    private static final byte[] END = {'\r', '\n'};

    private final String line;
    private final byte[] payload;

    private NatsFrame(String line, byte[] payload) {
        this.line = line;
        this.payload = payload;
    }

    /** Creates a message from its line, without the end of the line, and its payload; an empty one if it has none. */
    static NatsFrame of(String line, byte[] payload) {
        return new NatsFrame(line, payload);
    }

    /** Returns how many bytes of payload follow a line; -1 if there can be none. */
    static int payloadAfter(String line) {
        List<String> words = words(line);
        return WITH_PAYLOAD.contains(verb(words)) ? Integer.parseInt(words.get(words.size() - 1)) : -1;
    }

    private static List<String> words(String line) {
        return List.of(line.trim().split("[ \t]+", -1));
    }

    private static String verb(List<String> words) {
        return words.get(0).toUpperCase(Locale.ROOT);
    }

    /** Returns its verb in capitals: {@code SUB}. */
    public String verb() {
        return verb(words(line));
    }

    /** Returns what stands after the verb, word by word. */
    public List<String> arguments() {
        List<String> words = words(line);
        return words.subList(1, words.size());
    }

    /** Returns the subject of one that has such: the first argument. */
    public String subject() {
        return arguments().get(0);
    }

    /** Returns the payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Returns whether it subscribes to the subject of an endpoint: in a queue group, and not as part of a service. */
    public boolean subscribesEndpoint() {
        return verb().equals("SUB") && arguments().size() == 3 && !subject().startsWith("$");
    }

    /** Returns the same with other arguments. */
    public NatsFrame with(String... arguments) {
        return new NatsFrame(verb() + " " + String.join(" ", arguments), payload);
    }

    /** Returns the same with another line: for those that are JSON after the verb. */
    public NatsFrame rewritten(UnaryOperator<String> change) {
        return new NatsFrame(change.apply(line), payload);
    }

    /** Returns a message without headers with another payload. */
    public NatsFrame carrying(String text) {
        byte[] other = text.getBytes(StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(words(line));
        words.set(words.size() - 1, Integer.toString(other.length));
        return new NatsFrame(String.join(" ", words), other);
    }

    /** Returns its bytes. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(END);
        if (WITH_PAYLOAD.contains(verb())) {
            out.writeBytes(payload);
            out.writeBytes(END);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return line;
    }
}
