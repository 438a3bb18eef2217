package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The keys of a NATS key-value bucket: namespace, component, endpoint and instance as four levels. Every byte of UTF-8 but ASCII letters,
 * digits, {@code -} and {@code _} is written as {@code =XX}, so that any name is a possible key, and no two have one.
 */
final class KeyName {

    /** The longest key: a line of NATS's protocol must hold it and more. */
    static final int MAX_BYTES = 1024;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private KeyName() {}

    static String of(EndpointId id) {
        EndpointName name = id.name();
        return encoded(name.namespace()) + "." + encoded(name.component()) + "." + encoded(name.endpoint()) + "."
                + id.instanceHex();
    }

    private static String encoded(String part) {
        StringBuilder key = new StringBuilder(part.length());
        for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= '0' && each <= '9')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= 'a' && each <= 'z')
                    || each == '-'
                    || each == '_';
            if (plain) {
                key.append((char) each);
            } else {
                key.append('=').append(HEX.toHexDigits(each));
            }
        }
        return key.toString();
    }
}
