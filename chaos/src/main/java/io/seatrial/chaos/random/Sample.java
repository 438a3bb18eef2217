package io.seatrial.chaos.random;

/**
 * What became of one request.
 *
 * @param request its number in the plan
 * @param sentNanos when it was sent, from the beginning of the story
 * @param tookNanos how long until its outcome
 * @param kind how it ended
 * @param error the type of the error; empty if there was none
 */
public record Sample(int request, long sentNanos, long tookNanos, Kind kind, String error) {

    /** How a request ended. */
    public enum Kind {
        /** With the end of its answer. */
        REPLY,
        /** With an error. */
        ERROR,
        /** Its caller dropped it. */
        CANCELLED,
        /** Not at all. */
        NONE
    }
}
