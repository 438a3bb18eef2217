package io.seatrial.chaos.proxy.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths as the real server's router sees them. */
final class Paths {

    private Paths() {}

    /** Undoes percent-encoding; empty if there is a percent sign without two hex digits. */
    static Optional<String> decode(String path) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                utf8.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            utf8.write(high << 4 | low);
            i += 2;
        }
        return Optional.of(utf8.toString(StandardCharsets.UTF_8));
    }

    /** Returns the path without empty parts, {@code .} and {@code ..}; a slash at the end stays. */
    static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String cleaned = "/" + String.join("/", parts);
        return path.endsWith("/") && cleaned.length() > 1 ? cleaned + "/" : cleaned;
    }
}
