package io.seatrial.scenarios.outage;

import io.seatrial.plane.PlaneMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How workers and callers of a test find each other.
 *
 * @param transport the request plane
 * @param store where workers are published, as the command line has it
 * @param nats the URL of the NATS server, if plane or store need one
 */
record MeetingPoint(PlaneMode transport, String store, Optional<String> nats) {

    /** The request plane and a directory. */
    static MeetingPoint in(Path directory, PlaneMode transport) {
        return new MeetingPoint(transport, "file:" + directory, Optional.empty());
    }

    /** The request plane NATS, and a bucket of the same server. */
    static MeetingPoint at(String natsUrl) {
        return new MeetingPoint(PlaneMode.NATS, "nats:seatrial", Optional.of(natsUrl));
    }

    /** Returns a command with the options that lead here. */
    String[] command(String name, String... more) {
        List<String> here = List.of(name, "--transport", transport.name(), "--discovery", store);
        Stream<String> broker = nats.stream().flatMap(url -> Stream.of("--nats", url));
        return Stream.concat(Stream.concat(here.stream(), broker), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Returns the variables of a caller that lead here. On a loaded machine a worker may take its time: that is no outage. */
    Map<String, String> variables() {
        Map<String, String> patient = Map.of(
                "DYN_TCP_REQUEST_TIMEOUT",
                "100",
                "DYN_HTTP_REQUEST_TIMEOUT",
                "100",
                "DYN_NATS_REQUEST_TIMEOUT_SECS",
                "30");
        Map<String, String> variables = new HashMap<>(patient);
        nats.ifPresent(url -> variables.put("NATS_SERVER", url));
        return variables;
    }
}
