package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Moment;

/** Lets everything pass a stage by until its moment on the connection has come. */
final class Gate extends Stage {

    private final Stage inner;
    private long frames;
    private long bytes;
    private boolean inFrame;
    private boolean open;

    Gate(Stage inner, Moment moment) {
        this.inner = inner;
        this.frames = moment.frames();
        this.bytes = moment.bytes();
    }

    @Override
    void setAbove(Stage stage) {
        super.setAbove(stage);
        inner.setAbove(stage);
    }

    @Override
    void setBelow(Stage stage) {
        super.setBelow(stage);
        inner.setBelow(stage);
    }

    @Override
    public boolean hasRoom() {
        return open ? inner.hasRoom() : below().hasRoom();
    }

    @Override
    public void take(Chunk chunk) {
        if (open) {
            inner.take(chunk);
        } else if (frames > 0) {
            passFrame(chunk);
        } else {
            passBytes(chunk);
        }
    }

    /** A frame that was under way when the fault came is not counted. */
    private void passFrame(Chunk chunk) {
        inFrame |= chunk.first();
        boolean whole = inFrame && chunk.last();
        inFrame &= !chunk.last();
        below().take(chunk);
        if (whole) {
            frames--;
            openIfDue();
        }
    }

    private void passBytes(Chunk chunk) {
        if (chunk.size() <= bytes) {
            bytes -= chunk.size();
            below().take(chunk);
            openIfDue();
            return;
        }
        Chunk before = chunk.split((int) bytes);
        bytes = 0;
        below().take(before);
        openIfDue();
        inner.take(chunk.rest());
    }

    private void openIfDue() {
        if (frames == 0 && bytes == 0) {
            open = true;
            inner.begin();
        }
    }

    @Override
    public void end(End end) {
        if (open) {
            inner.end(end);
        } else {
            below().end(end);
        }
    }

    @Override
    public void room() {
        if (open) {
            inner.room();
        } else {
            above().room();
        }
    }

    @Override
    public void begin() {
        openIfDue();
    }

    @Override
    public void leave() {
        if (open) {
            inner.leave();
        }
    }

    /** What has passed stays passed: the new form acts at once if the old one did. */
    @Override
    public void inherit(Stage old) {
        if (old instanceof Gate gate && gate.open) {
            open = true;
            inner.inherit(gate.inner);
        }
    }

    @Override
    public void discard() {
        inner.discard();
    }
}
