package io.seatrial.testkit.probe;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a server tells of an endpoint's health. */
public final class RecordingHealth implements HealthListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Creates a listener that has heard nothing. */
    public RecordingHealth() {}

    @Override
    public void onHealth(EndpointId id, boolean ready) {
        heard.add((ready ? "ready " : "not ready ") + id);
    }

    /** Returns what was told, in order, e.g. {@code ready seat/demo/generate/1a2b}. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** Returns whether the last thing that was told is that requests reach the handler. */
    public boolean isReady() {
        List<String> all = heard();
        return !all.isEmpty() && all.get(all.size() - 1).startsWith("ready ");
    }
}
