package io.seatrial.scenarios.doctor;

import java.io.PrintWriter;

/**
 * What was found about one thing.
 *
 * @param name what was looked at
 * @param state how it is
 * @param found what was found
 * @param remedy what helps, as a command if there is one; empty if nothing need be done
 */
record Check(String name, State state, String found, String remedy) {

    /** How a thing is. */
    enum State {
        /** There, and it works. */
        OK("ok"),
        /** Not there, and nothing that can be had without it is lost. */
        NONE("none"),
        /** Not there; what needs it is skipped. */
        MISSING("missing"),
        /** The main job cannot run like this. */
        BAD("bad");

        private final String label;

        State(String label) {
            this.label = label;
        }
    }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    static Check none(String name, String found, String remedy) {
        return new Check(name, State.NONE, found, remedy);
    }

    static Check missing(String name, String found, String remedy) {
        return new Check(name, State.MISSING, found, remedy);
    }

    static Check bad(String name, String found, String remedy) {
        return new Check(name, State.BAD, found, remedy);
    }

    void print(PrintWriter out) {
        out.printf("%-8s %-12s %s%n", state.label, name, found);
        if (!remedy.isEmpty()) {
            out.printf("%-8s %-12s -> %s%n", "", "", remedy);
        }
        out.flush();
    }
}
