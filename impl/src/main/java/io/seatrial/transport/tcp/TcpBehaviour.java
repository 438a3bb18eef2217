package io.seatrial.transport.tcp;

import io.seatrial.plane.Profile;
import java.util.Objects;

/**
 * Where the two profiles differ on this plane: every difference is one question here, and nothing else in the package asks for the
 * profile.
 *
 * @param profile the profile that answers
 */
record TcpBehaviour(Profile profile) {

    /** Creates a behaviour. */
    TcpBehaviour {
        Objects.requireNonNull(profile, "profile");
    }

    /**
     * Server: whether an endpoint is told from others by its full identity, so that a second registration is refused and unregister
     * removes exactly one. Otherwise the key is {@code id/endpoint}, a second registration replaces the first without a word, and
     * unregister removes every key that ends in the name (dynamo-tcp.md 2.2; #14261, #14723).
     */
    boolean exactIdentity() {
        return profile.isReference();
    }

    /**
     * Server: whether a request that finds pool and queue full is rejected at once. Otherwise its connection is not read until there
     * is room (dynamo-tcp.md 2.3; #10509).
     */
    boolean rejectsWhenFull() {
        return profile.isReference();
    }

    /**
     * Server: whether a server that is closing rejects requests on connections that stay open. Otherwise the first request ends its
     * connection with the text of a closed queue (dynamo-tcp.md 1.2).
     */
    boolean keepsConnectionsWhileClosing() {
        return profile.isReference();
    }

    /** Server: whether {@code address()} puts IPv6 in brackets (dynamo-manager.md 2.1). */
    boolean bracketsIpv6() {
        return profile.isReference();
    }

    /** Server: whether a wildcard is published as the address of this machine, and not as it stands (dynamo-tcp.md 2.1). */
    boolean publishesReachableHost() {
        return profile.isReference();
    }

    /** Server: whether a failed bind says which address it was (dynamo-manager.md 1.2, errors; behaviour 173). */
    boolean namesAddressInBindError() {
        return profile.isReference();
    }

    /** Server: whether it stops being healthy when it is closed (dynamo-manager.md 7.3, 53). */
    boolean healthEndsWithClose() {
        return profile.isReference();
    }

    /**
     * Client: whether callers share multiplexed connections. Otherwise a connection carries one request at a time, any number is
     * opened, and what the peer does to an idle one goes unnoticed until its next request (dynamo-tcp.md 3.3; #7806).
     */
    boolean sharesConnections() {
        return profile.isReference();
    }

    /**
     * Client: whether a request that cannot be sent is refused before a connection is touched. Otherwise it takes one and throws it
     * away, and counts as a failed connection (dynamo-tcp.md 6.10: 128, 129).
     */
    boolean checksBeforeConnecting() {
        return profile.isReference();
    }

    /** Client: whether an acknowledgement that refuses a request fails it. Otherwise each one is success (dynamo-tcp.md 6.7: 89). */
    boolean readsRefusals() {
        return profile.isReference();
    }

    /** Client: whether bad addresses and failed connects have an error type (dynamo-tcp.md 3.5; #12927). */
    boolean typesUnreachable() {
        return profile.isReference();
    }

    /**
     * Client: whether each request is counted as answered or as failed, and connections and latency are measured. Otherwise only failures
     * on a connection count, and the rest is 0 (dynamo-manager.md 2.2; 7.9: 151).
     */
    boolean countsEverything() {
        return profile.isReference();
    }
}
