package io.seatrial.chaos.random;

import io.seatrial.chaos.proxy.framing.Framing;
import io.seatrial.chaos.proxy.framing.Framings;
import io.seatrial.plane.PlaneMode;
import org.jspecify.annotations.Nullable;

/** What a link leads to. */
enum Role {
    /** The request plane of one worker. */
    WORKER("worker"),
    /** The response plane of the caller. */
    RESPONSES("responses"),
    /** The broker, for all. */
    BROKER("broker");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** Returns the role of a link. */
    static Role of(String link) {
        return link.equals(RESPONSES.label) ? RESPONSES : link.equals(BROKER.label) ? BROKER : WORKER;
    }

    /** Returns the name of the link to a worker. */
    static String worker(int index) {
        return WORKER.label + "-" + index;
    }

    /** Returns how bytes on such a link fall into frames, if that is known. */
    @Nullable
    Framing framing(PlaneMode transport) {
        return switch (this) {
            case RESPONSES -> Framings.responsePlane();
            case WORKER -> transport.equals(PlaneMode.TCP) ? Framings.requestPlane() : null;
            case BROKER -> null;
        };
    }

    /** Returns the name of the only link of such a role. */
    @Override
    public String toString() {
        return label;
    }
}
