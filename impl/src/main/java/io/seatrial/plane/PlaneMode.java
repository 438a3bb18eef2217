package io.seatrial.plane;

import java.util.Locale;
import java.util.Objects;

/**
 * The name of a kind of request plane.
 *
 * <p>A record and not an enum: a third party adds a mode by adding a {@link io.seatrial.plane.spi.PlaneProvider}, without a
 * change here.
 *
 * @param name the lower-case name, as it is displayed and as {@code DYN_REQUEST_PLANE} gives it
 */
public record PlaneMode(String name) {

    /** Requests over shared TCP connections. */
    public static final PlaneMode TCP = new PlaneMode("tcp");

    /** Requests as HTTP POST. */
    public static final PlaneMode HTTP = new PlaneMode("http");

    /** Requests over a NATS broker. */
    public static final PlaneMode NATS = new PlaneMode("nats");

    /**
     * Creates a mode.
     *
     * @throws IllegalArgumentException if the name is empty or not lower case
     */
    public PlaneMode {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("A plane mode is a non-empty lower-case name, not '" + name + "'");
        }
    }

    /**
     * Parses one of the three modes of the model. The text is lower-cased and not trimmed (dynamo-manager.md 1.5).
     *
     * @throws PlaneException.ConfigurationError if the text is none of them, with the model's text
     */
    public static PlaneMode parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "tcp" -> TCP;
            case "http" -> HTTP;
            case "nats" -> NATS;
            default ->
                throw new PlaneException.ConfigurationError(
                        "Invalid request plane mode: '" + text + "'. Valid options are: 'nats', 'http', 'tcp'");
        };
    }

    /** Returns the mode of a transport by the name that it reports; clients of HTTP report {@code http2} (dynamo-manager.md 2.2). */
    public static PlaneMode ofTransport(String transportName) {
        return transportName.equals("http2") ? HTTP : new PlaneMode(transportName);
    }

    @Override
    public String toString() {
        return name;
    }
}
