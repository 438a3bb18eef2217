package io.seatrial.testkit.spi;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import java.util.concurrent.CompletionStage;

/** An endpoint that is served and published. */
public interface PlaneEndpoint {

    /** Returns who it is. */
    EndpointId id();

    /** Returns the address under which it is published. */
    InstanceAddress address();

    /** Takes it out of discovery and leaves its handler reachable. */
    CompletionStage<Void> unpublish();

    /** Publishes it again. */
    CompletionStage<Void> republish();

    /** Unpublishes it, takes its handler away, and waits within the drain bound for what is in flight. Idempotent. */
    CompletionStage<DrainReport> close();
}
