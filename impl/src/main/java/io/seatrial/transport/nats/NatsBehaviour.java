package io.seatrial.transport.nats;

import io.seatrial.plane.Profile;
import java.util.Objects;

/**
 * Where the two profiles differ on this plane: every difference is one question here, and nothing else in the package asks for the
 * profile.
 *
 * @param profile the profile that answers
 */
record NatsBehaviour(Profile profile) {

    /** Creates a behaviour. */
    NatsBehaviour {
        Objects.requireNonNull(profile, "profile");
    }

    /**
     * Whether an endpoint listens on the subject that is published, whatever its names. Otherwise it listens on the slug of namespace and
     * component, and names that the slug changes are never reached (dynamo-manager.md 4.1; 7.5, 83).
     */
    boolean listensWhereItPublishes() {
        return profile.isReference();
    }

    /**
     * Server: whether an endpoint is told from others by its full identity. Otherwise by its name alone: the later of two takes the place
     * of the first, which goes on and can no longer be unregistered (dynamo-manager.md 4.3).
     */
    boolean exactIdentity() {
        return profile.isReference();
    }

    /** Server: whether so many requests run and so many wait, and what comes beyond is refused (dynamo-manager.md 4.4). */
    boolean boundsWork() {
        return profile.isReference();
    }

    /** Server: whether the service of a component ends with its last endpoint. Otherwise it goes on until the server ends. */
    boolean endsIdleServices() {
        return profile.isReference();
    }

    /** Whether {@code address()} is the URL of the NATS server, and health that of the connection (dynamo-manager.md 9). */
    boolean tellsOfConnection() {
        return profile.isReference();
    }

    /** Client: whether a payload above the server's limit is refused at once (dynamo-manager.md 4.5; #9769). */
    boolean checksSize() {
        return profile.isReference();
    }

    /**
     * Client: whether failures have types of their own: a refusal for want of room, an acknowledgement that did not come in time, an
     * address of another plane. Otherwise all are {@code CannotConnect}.
     */
    boolean typesFailures() {
        return profile.isReference();
    }

    /**
     * Client: whether requests whose connection is lost fail at once. Otherwise they wait for their time-out (dynamo-manager.md 4.5).
     */
    boolean failsOnLoss() {
        return profile.isReference();
    }

    /** Client: whether requests in flight are bounded, and what is counted is told (dynamo-manager.md 2.2). */
    boolean countsEverything() {
        return profile.isReference();
    }
}
