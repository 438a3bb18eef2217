package io.seatrial.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** Carries segments of one direction: each takes its latency, none overtakes another, and while the policy holds one, all wait. */
final class Wire {

    private final Link link;
    private final Fabric fabric;
    private final SeededRandom random;
    private final Deque<Segment> held = new ArrayDeque<>();
    private long lastArrival;
    private int travelling;

    Wire(Link link, Fabric fabric) {
        this.link = link;
        this.fabric = fabric;
        this.random = fabric.random("link/" + link.name());
        this.lastArrival = fabric.nanoTime();
    }

    Link link() {
        return link;
    }

    /** Returns how many of the waiting bytes the next segment takes. */
    int segmentBytes(int waiting) {
        int bytes = fabric.policy().segmentBytes(link, waiting, random);
        if (bytes < 1 || bytes > waiting) {
            throw new IllegalStateException("The policy of " + link + " cuts " + bytes + " of " + waiting + " bytes");
        }
        return bytes;
    }

    /** Sends a segment; the task runs when it arrives. */
    void carry(int bytes, Runnable arrival) {
        Segment segment = new Segment(bytes, arrival);
        if (!held.isEmpty() || !depart(segment)) {
            held.add(segment);
        }
    }

    /** Asks the policy again about what it held. */
    void resume() {
        while (!held.isEmpty() && depart(held.peek())) {
            held.remove();
        }
    }

    /** Returns whether nothing is on its way. */
    boolean isIdle() {
        return travelling == 0 && held.isEmpty();
    }

    private boolean depart(Segment segment) {
        long latency = fabric.policy().latencyNanos(link, segment.bytes(), random);
        if (latency == LinkPolicy.HELD) {
            return false;
        }
        lastArrival = Math.max(lastArrival, fabric.nanoTime() + latency);
        travelling++;
        fabric.loop().at(lastArrival, () -> {
            travelling--;
            segment.arrival().run();
        });
        return true;
    }

    private record Segment(int bytes, Runnable arrival) {}
}
