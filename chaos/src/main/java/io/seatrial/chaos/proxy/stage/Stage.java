package io.seatrial.chaos.proxy.stage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One stage of a row. All methods run on the event loop of its connection. */
public abstract class Stage {

    private @Nullable Stage above;
    private @Nullable Stage below;

    /** Creates a stage outside any row. */
    protected Stage() {}

    /** Puts two stages beside each other. */
    public static void link(Stage above, Stage below) {
        above.setBelow(below);
        below.setAbove(above);
    }

    void setAbove(Stage stage) {
        above = stage;
    }

    void setBelow(Stage stage) {
        below = stage;
    }

    /** Returns the stage that gives to this one. */
    protected final Stage above() {
        return Objects.requireNonNull(above);
    }

    /** Returns the stage that this one gives to. */
    protected final Stage below() {
        return Objects.requireNonNull(below);
    }

    /** Returns whether a chunk may be given. */
    public abstract boolean hasRoom();

    /** Takes a chunk. Without room it is taken all the same: a stage that is removed passes on what it holds. */
    public abstract void take(Chunk chunk);

    /** Takes the end. Nothing comes behind it. */
    public abstract void end(End end);

    /** The stage below has room again. */
    public abstract void room();

    /** The fault begins to act on the connection. */
    public void begin() {}

    /** The fault is removed: passes on what is held, in order. */
    public void leave() {}

    /** The fault has changed: takes over what the stage of its old form held. */
    public void inherit(Stage old) {
        old.leave();
    }

    /** The connection is gone: gives back what is held. */
    public void discard() {}
}
