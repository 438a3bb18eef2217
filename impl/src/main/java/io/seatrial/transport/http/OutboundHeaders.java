package io.seatrial.transport.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.seatrial.plane.PlaneException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The header fields that a caller adds to its request, in their order. HTTP knows no upper case in names, and HTTP/2 allows none, so they
 * travel in lower case.
 */
final class OutboundHeaders {

    private static final OutboundHeaders NONE = new OutboundHeaders(new String[0]);

    /** They say where a message ends and whom it is for, or are for one connection only; a second one could say something else. */
    private static final Set<String> NOT_FOR_CALLERS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final String[] namesAndValues;

    private OutboundHeaders(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /**
     * Takes over a caller's headers.
     *
     * @throws PlaneException.InvalidRequest if HTTP cannot carry one of them
     */
    static OutboundHeaders of(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return NONE;
        }
        String[] fields = new String[2 * headers.size()];
        int at = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) >= 0) {
                throw invalid(header.getKey(), "a name consists of letters, digits and some signs");
            }
            if (NOT_FOR_CALLERS.contains(name)) {
                throw invalid(header.getKey(), "this field is for the transport alone");
            }
            if (!header.getValue().chars().allMatch(OutboundHeaders::isValueChar)) {
                throw invalid(header.getKey(), "a value consists of visible ASCII characters, blanks and tabs");
            }
            fields[at++] = name;
            fields[at++] = header.getValue();
        }
        return new OutboundHeaders(fields);
    }

    void forEach(BiConsumer<String, String> field) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            field.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static boolean isValueChar(int c) {
        return c == '\t' || (c >= ' ' && c < 0x7F);
    }

    private static PlaneException invalid(String name, String why) {
        return new PlaneException.InvalidRequest("Invalid HTTP header '" + name + "': " + why, null);
    }
}
