package io.seatrial.chaos.proxy.stage;

/** Ends the connection when the fault begins: the gate before it says when. */
final class CutStage extends SwallowStage {

    private final End ending;

    CutStage(End ending) {
        this.ending = ending;
    }

    @Override
    public void begin() {
        below().end(ending);
    }
}
