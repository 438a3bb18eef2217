package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.FrameSelection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stage that does something to whole frames that it chooses. Others pass by piece by piece. */
abstract class FrameStage extends Stage {

    /** A larger frame passes as it is: holding it back would hold the whole of it in memory. */
    private static final long LARGEST = 64L << 20;

    private final Way way;
    private final FrameSelection selection;
    private final List<Chunk> frame = new ArrayList<>();
    private long frames;
    private long size;
    private boolean inFrame;
    private boolean chosen;
    private @Nullable End ended;

    FrameStage(Way way, FrameSelection selection) {
        this.way = way;
        this.selection = selection;
    }

    /**
     * Does what the fault does to a frame.
     *
     * @param chunks the whole frame; owned by this method
     */
    abstract void meet(List<Chunk> chunks);

    final Way way() {
        return way;
    }

    /** Returns how the direction has ended, or {@code null}. */
    final @Nullable End ended() {
        return ended;
    }

    /** Returns how many frames have begun. */
    final long frames() {
        return frames;
    }

    /** Passes a chunk that no frame is chosen for. */
    void pass(Chunk chunk) {
        below().take(chunk);
    }

    @Override
    public boolean hasRoom() {
        return chosen || below().hasRoom();
    }

    @Override
    public final void take(Chunk chunk) {
        if (chunk.first()) {
            inFrame = true;
            chosen = selection.selects(++frames, way.draws());
            size = 0;
        }
        if (!chosen) {
            pass(chunk);
            return;
        }
        frame.add(chunk);
        size += chunk.size();
        if (chunk.last() && inFrame) {
            List<Chunk> whole = List.copyOf(frame);
            frame.clear();
            chosen = false;
            meet(whole);
        } else if (size > LARGEST) {
            passFrame();
        }
    }

    private void passFrame() {
        chosen = false;
        List<Chunk> held = List.copyOf(frame);
        frame.clear();
        held.forEach(this::pass);
    }

    @Override
    public final void end(End end) {
        ended = end;
        passFrame();
        passEnd();
    }

    /** Passes the end on, unless something is before it. */
    void passEnd() {
        End end = ended;
        if (end != null) {
            below().end(end);
        }
    }

    @Override
    public void room() {
        above().room();
    }

    @Override
    public void leave() {
        passFrame();
    }

    @Override
    public void inherit(Stage old) {
        if (old instanceof FrameStage stage) {
            frames = stage.frames;
        }
        old.leave();
    }

    @Override
    public void discard() {
        frame.forEach(Chunk::release);
        frame.clear();
    }
}
