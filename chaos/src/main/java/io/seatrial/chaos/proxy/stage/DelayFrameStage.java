package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.DelayFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds frames back, with or without what comes behind them. */
final class DelayFrameStage extends FrameStage {

    private final long nanos;
    private final boolean overtake;
    private final Map<Long, List<Chunk>> waiting = new LinkedHashMap<>();
    private final List<Chunk> behind = new ArrayList<>();

    DelayFrameStage(Way way, DelayFrame fault) {
        super(way, fault.frames());
        this.nanos = fault.time().toNanos();
        this.overtake = fault.overtake();
    }

    @Override
    public boolean hasRoom() {
        return super.hasRoom() && (overtake || waiting.isEmpty());
    }

    @Override
    void pass(Chunk chunk) {
        if (overtake || waiting.isEmpty()) {
            super.pass(chunk);
        } else {
            behind.add(chunk);
        }
    }

    @Override
    void meet(List<Chunk> chunks) {
        long frame = frames();
        waiting.put(frame, chunks);
        way().after(nanos, () -> release(frame));
    }

    private void release(long frame) {
        List<Chunk> due = waiting.remove(frame);
        if (due == null) {
            return; // the fault was removed, or the connection is gone
        }
        due.forEach(below()::take);
        if (waiting.isEmpty()) {
            passBehind();
            passEnd();
        }
        if (hasRoom()) {
            above().room();
        }
    }

    private void passBehind() {
        List<Chunk> next = List.copyOf(behind);
        behind.clear();
        next.forEach(below()::take);
    }

    @Override
    void passEnd() {
        if (waiting.isEmpty() && behind.isEmpty()) {
            super.passEnd();
        }
    }

    @Override
    public void leave() {
        boolean held = !waiting.isEmpty();
        List<List<Chunk>> all = List.copyOf(waiting.values());
        waiting.clear();
        all.forEach(frame -> frame.forEach(below()::take));
        passBehind();
        super.leave();
        if (held) {
            passEnd();
        }
    }

    @Override
    public void discard() {
        waiting.values().forEach(frame -> frame.forEach(Chunk::release));
        waiting.clear();
        behind.forEach(Chunk::release);
        behind.clear();
        super.discard();
    }
}
