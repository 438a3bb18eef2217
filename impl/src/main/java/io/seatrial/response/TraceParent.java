package io.seatrial.response;

import io.seatrial.plane.Profile;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request stands in a distributed trace: the value of the W3C header {@code traceparent}, taken apart.
 *
 * @param traceId the trace, 32 hex digits
 * @param parentId the span that the request was sent from, 16 hex digits
 * @param flags two hex digits; {@code 01} says that the sender records the trace
 */
public record TraceParent(String traceId, String parentId, String flags) {

    /** What W3C prescribes. A later version may have further parts. */
    private static final Pattern W3C =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** What 1.0.x reads: four parts, of which it checks two (dynamo-tcp.md 1.1). */
    private static final Pattern MODEL = Pattern.compile("([^-]*)-([0-9a-fA-F]{32})-([0-9a-fA-F]{16})-([^-]*)");

    private static final String FIRST_VERSION = "00";
    private static final String SAMPLED = "01";

    /**
     * Creates a trace parent.
     *
     * @throws NullPointerException if a part is missing; the parts are not checked
     */
    public TraceParent {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(parentId, "parentId");
        Objects.requireNonNull(flags, "flags");
    }

    /** Begins a trace. */
    public static TraceParent begin(RandomGenerator random) {
        String traceId = hexId(random) + hexId(random);
        return new TraceParent(traceId, hexId(random), SAMPLED);
    }

    /** Reads the header; empty if it is not one that the profile understands, which is no error. */
    public static Optional<TraceParent> parse(String header, Profile profile) {
        Matcher parts = (profile.isReference() ? W3C : MODEL).matcher(header);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean more = parts.groupCount() > 4 && parts.group(5) != null;
        if (more && parts.group(1).equals(FIRST_VERSION)) {
            return Optional.empty(); // the first version has exactly four parts
        }
        return Optional.of(new TraceParent(parts.group(2), parts.group(3), parts.group(4)));
    }

    /** Returns a span below this one in the same trace, for a request that is sent on account of this one. */
    public TraceParent child(RandomGenerator random) {
        return new TraceParent(traceId, hexId(random), flags);
    }

    /** Returns the header's value. */
    public String header() {
        return FIRST_VERSION + "-" + traceId + "-" + parentId + "-" + flags;
    }

    private static String hexId(RandomGenerator random) {
        long id;
        do {
            id = random.nextLong();
        } while (id == 0); // all zeros mean none
        return String.format("%016x", id);
    }

    @Override
    public String toString() {
        return header();
    }
}
