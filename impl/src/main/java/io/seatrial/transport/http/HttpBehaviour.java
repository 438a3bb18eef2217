package io.seatrial.transport.http;

import io.seatrial.plane.Profile;
import java.util.Objects;

/**
 * Where the two profiles differ on this plane: every difference is one question here, and nothing else in the package asks for the
 * profile.
 *
 * @param profile the profile that answers
 */
record HttpBehaviour(Profile profile) {

    /** Creates a behaviour. */
    HttpBehaviour {
        Objects.requireNonNull(profile, "profile");
    }

    /**
     * Server: whether the URL carries the full identity, so that a second registration is refused and unregister removes exactly one.
     * Otherwise it ends in the endpoint's bare name, a second registration replaces the first without a word, and unregister removes the
     * name for all (dynamo-manager.md 3.2).
     */
    boolean exactIdentity() {
        return profile.isReference();
    }

    /** Server: whether every refusal says why. Otherwise a wrong path or method is answered without a body (dynamo-manager.md 3.1). */
    boolean explainsRefusals() {
        return profile.isReference();
    }

    /** Server: whether its limits are those of the settings. Otherwise they are those of the model's libraries (dynamo-manager.md 3.1). */
    boolean hasOwnLimits() {
        return profile.isReference();
    }

    /** Server: whether HTTP/1.1 requests need exactly one Host, as RFC 9112 3.2 wants it; the model's library does not look. */
    boolean requiresHost() {
        return profile.isReference();
    }

    /**
     * Server: whether requests go on to be answered on open connections while it closes, until what is in flight has ended. Otherwise
     * connections are dropped at once, and only handlers run on (dynamo-manager.md 3.1).
     */
    boolean keepsConnectionsWhileClosing() {
        return profile.isReference();
    }

    /** Server: whether {@code address()} puts IPv6 in brackets (dynamo-manager.md 2.1). */
    boolean bracketsIpv6() {
        return profile.isReference();
    }

    /** Server: whether a wildcard is published as the address of this machine, and not as it stands. */
    boolean publishesReachableHost() {
        return profile.isReference();
    }

    /** Server: whether a failed bind says which address it was (behaviour 173). */
    boolean namesAddressInBindError() {
        return profile.isReference();
    }

    /** Server: whether it stops being healthy when it is closed (dynamo-manager.md 7.3, 53). */
    boolean healthEndsWithClose() {
        return profile.isReference();
    }

    /**
     * Client: whether requests are multiplexed over HTTP/2 where the peer speaks it. Otherwise, as the model does in effect, over HTTP/1.1,
     * one at a time on a connection and with any number of connections (dynamo-manager.md 3.4).
     */
    boolean speaksHttp2() {
        return profile.isReference();
    }

    /** Client: whether it says that it accepts anything, as the model's library does. */
    boolean sendsAccept() {
        return !profile.isReference();
    }

    /**
     * Client: whether each failure has its type. Otherwise all up to the answer's head are {@code CannotConnect}, and an answer that
     * refuses is untyped (dynamo-manager.md 3.4).
     */
    boolean typesFailures() {
        return profile.isReference();
    }

    /** Client: whether requests and connections are counted; the model's counts are always zero (dynamo-manager.md 2.2). */
    boolean counts() {
        return profile.isReference();
    }
}
