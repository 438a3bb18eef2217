package io.seatrial.transport.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The header fields of a request that are its caller's: what HTTP needs for itself is left out. */
final class InboundHeaders {

    private static final Set<String> OF_HTTP = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private InboundHeaders() {}

    /** Returns them in their order, with names in lower case; of equal names the first counts. */
    static Map<String, String> of(Iterable<Map.Entry<CharSequence, CharSequence>> fields) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            String name = field.getKey().toString().toLowerCase(Locale.ROOT);
            if (!name.startsWith(":") && !OF_HTTP.contains(name)) {
                headers.putIfAbsent(name, field.getValue().toString());
            }
        }
        return headers;
    }
}
