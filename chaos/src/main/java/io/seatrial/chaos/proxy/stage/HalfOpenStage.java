package io.seatrial.chaos.proxy.stage;

/** Swallows bytes and their end; hands the end out when the fault is removed. */
final class HalfOpenStage extends SwallowStage {

    @Override
    public void leave() {
        End end = ended();
        if (end != null) {
            below().end(end);
        }
    }

    @Override
    public void inherit(Stage old) {
        End end = old instanceof HalfOpenStage stage ? stage.ended() : null;
        if (end != null) {
            end(end);
        }
    }
}
