package io.seatrial.testkit.forged;

import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.BackendProvider;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A provider of back ends that are nothing but a note of what was done to them: who lends them when is tested with it, no server. */
public final class ForgedBackend implements BackendProvider {

    private final boolean there;
    private final List<String> deeds = new ArrayList<>();

    private ForgedBackend(boolean there) {
        this.there = there;
    }

    /** Returns one that has what it is asked for. */
    public static ForgedBackend there() {
        return new ForgedBackend(true);
    }

    /** Returns one that has nothing. */
    public static ForgedBackend missing() {
        return new ForgedBackend(false);
    }

    /** Returns what was done, in order. */
    public List<String> deeds() {
        return deeds;
    }

    @Override
    public String name() {
        return "nats";
    }

    @Override
    public Resolution<? extends Backend> open() {
        return resolution("shared");
    }

    @Override
    public Resolution<OwnBackend> openOwn() {
        return resolution("own");
    }

    private Resolution<OwnBackend> resolution(String which) {
        deeds.add("open " + which);
        return there
                ? new Resolution.Found<>(new Noted(which))
                : new Resolution.Missing<>("nats", "it is nowhere", "Look elsewhere");
    }

    private final class Noted implements OwnBackend {
        private final String which;

        private Noted(String which) {
            this.which = which;
        }

        @Override
        public BackendInfo info() {
            return new BackendInfo("nats", which, "1.0", "nats://" + which + ":4222");
        }

        @Override
        public void stop() {
            deeds.add("stop " + which);
        }

        @Override
        public void kill() {
            deeds.add("kill " + which);
        }

        @Override
        public void start() {
            deeds.add("start " + which);
        }

        @Override
        public void pause() {
            deeds.add("pause " + which);
        }

        @Override
        public void resume() {
            deeds.add("resume " + which);
        }

        @Override
        public void close() {
            deeds.add("close " + which);
        }
    }
}
