package io.seatrial.transport.nats;

import io.nats.client.impl.Headers;
import io.seatrial.plane.PlaneException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Headers as they travel: in the order in which they were given, and with a status where there is one, which the library can read but not
 * write.
 */
final class WireHeaders extends Headers {

    private static final String VERSION = "NATS/1.0";
    private static final String END = "\r\n";

    private final byte[] bytes;

    private WireHeaders(String text) {
        super(null, true);
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Creates the headers of a request.
     *
     * @throws PlaneException.InvalidRequest if a name or a value cannot be a header
     */
    static WireHeaders of(Map<String, String> headers) {
        StringBuilder text = new StringBuilder(VERSION).append(END);
        headers.forEach((name, value) ->
                text.append(name(name)).append(':').append(value(value)).append(END));
        return new WireHeaders(text.append(END).toString());
    }

    /** Creates headers that are a status and its text, which may be empty. */
    static WireHeaders status(int code, String text) {
        return new WireHeaders(VERSION + " " + code + (text.isEmpty() ? "" : " " + text) + END + END);
    }

    private static String name(String name) {
        boolean usable = !name.isEmpty() && name.chars().allMatch(each -> each > ' ' && each < 0x7f && each != ':');
        if (!usable) {
            throw new PlaneException.InvalidRequest(
                    "'" + name + "' cannot be the name of a header: use ASCII without blanks and colons", null);
        }
        return name;
    }

    private static String value(String value) {
        if (!value.chars()
                .allMatch(each -> (each >= ' ' && each < 0x7f) || each == '\t')) { // some readers die of others
            throw new PlaneException.InvalidRequest(
                    "'" + value + "' cannot be the value of a header: use ASCII without control characters", null);
        }
        return value;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public int serializedLength() {
        return bytes.length;
    }

    @Override
    public byte[] getSerialized() {
        return bytes;
    }

    @Override
    public int serializeToArray(int position, byte[] target) {
        System.arraycopy(bytes, 0, target, position, bytes.length);
        return bytes.length;
    }
}
