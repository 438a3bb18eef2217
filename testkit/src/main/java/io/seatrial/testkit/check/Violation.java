package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;

/**
 * A promise that a history shows to be broken.
 *
 * @param subject what was looked at
 * @param expected what is promised
 * @param actual what happened, as the end of the sentence "expected …, but"
 * @param event the event with which it was broken
 * @param overdue whether it is about something that has not happened yet, so that more time could have mended it
 */
public record Violation(String subject, String expected, String actual, Event event, boolean overdue) {

    /** Creates a violation that no time can mend. */
    Violation(String subject, String expected, String actual, Event event) {
        this(subject, expected, actual, event, false);
    }

    /** Returns the violation as one sentence, with its time. */
    public String sentence() {
        return subject + ": expected " + expected + ", but " + actual + " at " + event.nanos() / 1000 + " us";
    }

    @Override
    public String toString() {
        return sentence();
    }
}
