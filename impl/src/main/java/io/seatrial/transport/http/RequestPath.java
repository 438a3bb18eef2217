package io.seatrial.transport.http;

import io.seatrial.serving.Keying;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint a request asks for, in the two ways in which its path can be read.
 *
 * @param key the full identity, if it is one: each segment is a field, so that an escaped slash belongs to the field
 * @param name the endpoint's bare name, if it is one: the whole without escapes
 */
record RequestPath(String key, String name) {

    /** Returns the path of a request target: without scheme and authority, which RFC 9112 3.2.2 allows, and without the query. */
    static String ofTarget(String target) {
        int from = 0;
        if (!target.startsWith("/")) {
            int authority = target.indexOf("://");
            from = authority < 0 ? -1 : target.indexOf('/', authority + 3);
            if (from < 0) {
                return "";
            }
        }
        int to = target.length();
        for (int i = from; i < to; i++) {
            char c = target.charAt(i);
            if (c == '?' || c == '#') {
                to = i;
            }
        }
        return target.substring(from, to);
    }

    /** Reads what stands behind the root; {@code null} if it cannot be read as text. */
    static @Nullable RequestPath of(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return new RequestPath(escaped, escaped);
        }
        StringBuilder key = new StringBuilder();
        StringBuilder name = new StringBuilder();
        for (String segment : escaped.split("/", -1)) {
            String field = PercentCoding.decode(segment);
            if (field == null) {
                return null;
            }
            key.append('/').append(Keying.field(field));
            name.append('/').append(field);
        }
        return new RequestPath(key.substring(1), name.substring(1));
    }
}
