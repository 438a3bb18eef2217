package io.seatrial.routing;

import io.seatrial.plane.Profile;
import java.util.Objects;

/**
 * Where the two profiles differ in routing: every difference is one question here, and nothing else in the package asks for the profile.
 *
 * @param profile the profile that answers
 */
record RouterBehaviour(Profile profile) {

    /** Creates a behaviour. */
    RouterBehaviour {
        Objects.requireNonNull(profile, "profile");
    }

    /** Whether errors that 1.0.x leaves untyped have a type; the texts are the same (dynamo-manager.md 5.6). */
    boolean typesErrors() {
        return profile.isReference();
    }

    /** Whether silence of an instance speaks against it: {@code ResponseTimeout} came after 1.0.x (dynamo-tcp.md 3.6). */
    boolean inhibitsSilence() {
        return profile.isReference();
    }

    /**
     * Whether an instance that failed has a time of its own, which starts with its failure and ends early only if that instance is announced
     * anew. Otherwise every discovery change brings all of them back, and so does a clock that the changes set anew (dynamo-manager.md 5.5).
     */
    boolean inhibitsEachForItself() {
        return profile.isReference();
    }

    /** Whether a failure of an instance that was replaced meanwhile leaves its successor alone. Otherwise only the id counts. */
    boolean tellsSuccessorsApart() {
        return profile.isReference();
    }

    /**
     * Whether requests that wait for an instance fail when discovery drops it (dynamo-manager.md 7.7, 123; #8182), or has it elsewhere: that
     * is a life after the one that they wait for.
     */
    boolean failsRequestsOfRemoved() {
        return profile.isReference();
    }

    /**
     * Whether instances on another plane are passed over, and an error says so if there are no others. Otherwise their addresses are given to
     * the client, which cannot read them (dynamo-manager.md 5.6; #5245).
     */
    boolean mindsPlanes() {
        return profile.isReference();
    }
}
