package io.seatrial.testkit.expect;

import java.io.Serial;
import java.util.Objects;

/** Ends a case that cannot say anything about this implementation or this machine. The reason goes into the report. */
public final class CaseSkipped extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Creates the signal. */
    public CaseSkipped(String reason) {
        super(reason, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Returns why nothing could be said. */
    public String reason() {
        return reason;
    }
}
