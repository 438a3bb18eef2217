package io.seatrial.chaos.proxy.stage;

/** A stage that passes everything on at once. */
class PassingStage extends Stage {

    @Override
    public boolean hasRoom() {
        return below().hasRoom();
    }

    @Override
    public void take(Chunk chunk) {
        below().take(chunk);
    }

    @Override
    public void end(End end) {
        below().end(end);
    }

    @Override
    public void room() {
        above().room();
    }
}
