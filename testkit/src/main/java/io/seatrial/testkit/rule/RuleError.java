package io.seatrial.testkit.rule;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A rule file or a catalogue of rules that cannot be used; the message names the file, the line and the remedy. */
public final class RuleError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RuleError(String message) {
        this(message, null);
    }

    RuleError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
