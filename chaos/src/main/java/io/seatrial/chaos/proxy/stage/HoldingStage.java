package io.seatrial.chaos.proxy.stage;

import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A stage that holds chunks in order until they may go. */
abstract class HoldingStage extends Stage {

    private final int capacity;
    private final Way way;
    private final ArrayDeque<Chunk> held = new ArrayDeque<>();
    private @Nullable End ended;
    private @Nullable Future<?> alarm;
    private boolean moving;
    private boolean again;
    private boolean gone;

    /**
     * Creates a stage.
     *
     * @param capacity how many chunks it holds before it has no room
     */
    HoldingStage(Way way, int capacity) {
        this.way = way;
        this.capacity = capacity;
    }

    /** Passes on what may go now; sets an alarm for what may go later. */
    abstract void move();

    final Way way() {
        return way;
    }

    final @Nullable Chunk head() {
        return held.peek();
    }

    final void replaceHead(Chunk chunk) {
        held.poll();
        held.addFirst(chunk);
    }

    final boolean mayPass() {
        return !held.isEmpty() && below().hasRoom();
    }

    final Chunk poll() {
        return held.remove();
    }

    /** Passes on the end if it has come and nothing is before it. */
    final void passEnd() {
        End end = ended;
        if (held.isEmpty() && end != null && !gone) {
            gone = true;
            below().end(end);
        }
    }

    final @Nullable End ended() {
        return ended;
    }

    /** Ends the direction here: what is held and what comes is lost. */
    final void endWith(End end) {
        gone = true;
        discard();
        below().end(end);
    }

    final boolean isGone() {
        return gone;
    }

    /** Runs {@link #move} at that time, and at no other. */
    final void wakeAt(long time) {
        cancelAlarm();
        alarm = way.after(Math.max(0, time - way.now()), this::work);
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    @Override
    public boolean hasRoom() {
        return held.size() < capacity && ended == null && !gone;
    }

    @Override
    public final void take(Chunk chunk) {
        if (gone) {
            chunk.release();
            return;
        }
        held.add(chunk);
        work();
    }

    @Override
    public final void end(End end) {
        ended = end;
        work();
    }

    @Override
    public final void room() {
        work();
    }

    /** Moves until nothing moves. Passing on can call back here, which must not begin in the middle of it. */
    final void work() {
        if (moving) {
            again = true;
            return;
        }
        moving = true;
        do {
            again = false;
            if (!gone) {
                move();
            }
        } while (again);
        moving = false;
        if (hasRoom()) {
            above().room();
        }
    }

    @Override
    public void leave() {
        cancelAlarm();
        if (gone) {
            return;
        }
        while (!held.isEmpty()) {
            below().take(held.remove());
        }
        passEnd();
        gone = true;
    }

    @Override
    public void inherit(Stage old) {
        if (old instanceof HoldingStage stage && !stage.gone) {
            stage.cancelAlarm();
            stage.gone = true;
            held.addAll(stage.held);
            stage.held.clear();
            ended = stage.ended;
        }
    }

    @Override
    public void discard() {
        cancelAlarm();
        held.forEach(Chunk::release);
        held.clear();
    }
}
