package io.seatrial.chaos.backend;

import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.BackendInfo;

/**
 * A back end that somebody else runs.
 *
 * @param info what it is
 */
record NamedServer(BackendInfo info) implements Backend {
    @Override
    public void close() {
        // It belongs to somebody else.
    }
}
