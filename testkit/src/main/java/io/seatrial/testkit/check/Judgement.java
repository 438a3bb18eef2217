package io.seatrial.testkit.check;

import java.util.List;

/**
 * What a stored history says when it is judged again.
 *
 * @param run the run: case, transport, network, profile
 * @param verdict the verdict that the run had
 * @param problems what is broken, or why it cannot be judged; a sentence each
 */
public record Judgement(String run, String verdict, List<String> problems) {

    /** Creates a judgement. */
    public Judgement {
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing is broken. */
    public boolean holds() {
        return problems.isEmpty();
    }
}
