package io.seatrial.testkit.rule;

import java.io.Serial;

/** A rule file or a catalogue of rules that cannot be used; the message names the file, the line and the remedy. */
public final class RuleError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RuleError(String message) {
        super(message);
    }

    RuleError(String message, Throwable cause) {
        super(message, cause);
    }
}
