package io.seatrial.chaos.proxy.stage;

import org.jspecify.annotations.Nullable;

/** A stage that passes no bytes on. */
abstract class SwallowStage extends Stage {

    private @Nullable End ended;

    /** Bytes have come, and are lost. */
    void swallowed() {}

    final @Nullable End ended() {
        return ended;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public final void take(Chunk chunk) {
        chunk.release();
        swallowed();
    }

    @Override
    public void end(End end) {
        ended = end;
    }

    @Override
    public final void room() {
        above().room();
    }
}
