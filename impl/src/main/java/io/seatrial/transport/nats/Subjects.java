package io.seatrial.transport.nats;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where endpoints listen and under which names they are known (dynamo-manager.md 4.1).
 *
 * @param exact whether the subject that an endpoint listens on is the one that it publishes. Otherwise the model's: the slug is listened
 *     on, the names as they are get published
 */
record Subjects(boolean exact) {

    /** The queue group of every endpoint: the default of NATS services. */
    static final String QUEUE_GROUP = "q";

    /** The longest subject of an endpoint, in bytes: with a reply subject it must fit into a line of the protocol. */
    static final int MAX_BYTES = 1024;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Returns the subject that callers are told. */
    String published(EndpointId id) {
        return exact
                ? encoded(id.name().namespace()) + "_" + encoded(id.name().component()) + "." + encoded(id.endpoint())
                        + "-" + id.instanceHex()
                : id.name().namespace() + "_" + id.name().component() + "." + endpoint(id);
    }

    /** Returns the subject that the endpoint listens on. */
    String listened(EndpointId id) {
        return exact ? published(id) : service(id.name()) + "." + endpoint(id);
    }

    /** Returns the name of the service that a component is: a slug. */
    static String service(EndpointName name) {
        StringBuilder slug = new StringBuilder();
        String joined = name.namespace() + "_" + name.component();
        joined.toLowerCase(Locale.ROOT).codePoints().forEach(each -> {
            boolean kept = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-' || each == '_';
            slug.append(kept ? (char) each : '_');
        });
        int start = 0;
        while (start < slug.length() && slug.charAt(start) == '_') {
            start++;
        }
        return slug.substring(start);
    }

    /** Returns the description of that service. The model names the innermost namespace only. */
    String description(EndpointName name) {
        String namespace = name.namespace();
        String named = exact ? namespace : namespace.substring(namespace.lastIndexOf('.') + 1);
        return "Dynamo component " + name.component() + " in namespace " + named;
    }

    /** Returns under which name the service lists an endpoint. */
    static String listedAs(String listened) {
        return listened.replace('.', '-');
    }

    private static String endpoint(EndpointId id) {
        return id.endpoint() + "-" + id.instanceHex();
    }

    /**
     * Writes what cannot stand in a subject, or would mean something there, as percent-encoded bytes: blanks, wildcards, {@code $}, which
     * begins the subjects of the server itself, dots that would leave a level empty, and whatever is not ASCII.
     */
    private static String encoded(String part) {
        StringBuilder text = new StringBuilder(part.length());
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char each = (char) (bytes[i] & 0xff);
            boolean edge = i == 0 || i == bytes.length - 1 || bytes[i - 1] == '.';
            boolean plain = each > ' ' && each < 0x7f && "*>%$".indexOf(each) < 0 && !(each == '.' && edge);
            if (plain) {
                text.append(each);
            } else {
                text.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return text.toString();
    }
}
