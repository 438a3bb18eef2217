package io.seatrial.testkit.ledger;

import java.util.List;

/**
 * Things of one kind that stayed open.
 *
 * @param account what kind, in the plural
 * @param things what each of them is
 */
public record Leftover(String account, List<String> things) {

    private static final int MOST_SHOWN = 4;

    /** Creates a leftover. */
    public Leftover {
        things = List.copyOf(things);
    }

    @Override
    public String toString() {
        String shown = String.join("; ", things.subList(0, Math.min(MOST_SHOWN, things.size())));
        return things.size() + " " + account + " [" + shown + (things.size() > MOST_SHOWN ? "; …" : "") + "]";
    }
}
