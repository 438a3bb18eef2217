package io.seatrial.routing;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.header;

import io.seatrial.plane.Profile;
import io.seatrial.response.ResponseItem;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** Two workers that are played by hand, and a router whose requests are continued at the other one. Instance 1 is asked first. */
abstract class MigratingFixture {

    static final byte[][] END = {body(FINAL), header(SENTINEL)};

    /** Asks for what follows the items that came. */
    static final Continuation FOLLOWING = (original, received) -> ("{\"was\":"
                    + new String(original.bodyJson(), StandardCharsets.UTF_8) + ",\"after\":["
                    + received.stream().map(ResponseItem::toString).collect(Collectors.joining(",")) + "]}")
            .getBytes(StandardCharsets.UTF_8);

    final ForgedWorker first = new ForgedWorker();
    final ForgedWorker second = new ForgedWorker();

    @AfterEach
    void hangUp() {
        first.close();
        second.close();
    }

    Fleet fleet(Profile profile) {
        Fleet fleet = new Fleet(profile);
        fleet.serve(1, first);
        fleet.serve(2, second);
        return fleet;
    }

    static PushRouter continuing(Fleet fleet, int limit) {
        return fleet.router(builder -> builder.migration(Migration.upTo(limit).continuedBy(FOLLOWING)));
    }
}
