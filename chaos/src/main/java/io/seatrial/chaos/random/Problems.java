package io.seatrial.chaos.random;

import io.seatrial.testkit.expect.CaseFailure;
import java.util.ArrayList;
import java.util.List;

/** What the caller and the handlers of a run found wrong. Safe for many threads. */
final class Problems {

    /** One broken promise often breaks others, once for each request. */
    private static final int MOST = 5;

    private final boolean forging;
    private final Story story;
    private final List<CaseFailure> found = new ArrayList<>();

    /**
     * Finds nothing yet.
     *
     * @param forging whether faults change what bytes say
     */
    Problems(boolean forging, Story story) {
        this.forging = forging;
        this.story = story;
    }

    /** Takes note of something that is wrong, unless faults change what bytes say: then nobody can be blamed. */
    void forged(String subject, String expected, String actual) {
        if (!forging) {
            found(subject, expected, actual);
        }
    }

    /** Takes note of something that is wrong. */
    void found(String subject, String expected, String actual) {
        CaseFailure failure = CaseFailure.history(subject, expected, actual);
        synchronized (found) {
            if (found.size() == MOST) {
                return;
            }
            found.add(failure);
        }
        story.tell("verdict", "WRONG: " + failure.getMessage());
    }

    List<CaseFailure> all() {
        synchronized (found) {
            return List.copyOf(found);
        }
    }
}
