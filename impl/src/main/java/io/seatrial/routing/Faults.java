package io.seatrial.routing;

import io.seatrial.plane.PlaneException;
import io.seatrial.wire.DynamoError;
import io.seatrial.wire.ErrorType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which failures speak against the instance and not against the request: it is passed over for them, and they may be tried again elsewhere
 * (dynamo-tcp.md 3.6). The whole chain of causes counts.
 */
final class Faults {

    private static final Set<ErrorType> TYPES = EnumSet.of(
            ErrorType.CANNOT_CONNECT, ErrorType.DISCONNECTED, ErrorType.CONNECTION_TIMEOUT, ErrorType.ENGINE_SHUTDOWN);

    /** Bound on a chain of causes, which may be a circle. */
    private static final int LONGEST_CHAIN = 100;

    private final RouterBehaviour behaviour;

    Faults(RouterBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Returns whether a failure speaks against the instance. */
    boolean isFault(Throwable failure) {
        @Nullable Throwable each = failure;
        for (int i = 0; each != null && i < LONGEST_CHAIN; i++) {
            if (each instanceof PlaneException known && counts(known)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** Returns whether an error that an instance sent speaks against it. */
    boolean isFault(DynamoError error) {
        return TYPES.stream().anyMatch(error::hasType);
    }

    private boolean counts(PlaneException failure) {
        return failure.inhibitsInstance()
                && (behaviour.inhibitsSilence() || !(failure instanceof PlaneException.ResponseTimeout));
    }
}
