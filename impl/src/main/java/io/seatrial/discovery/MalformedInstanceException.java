package io.seatrial.discovery;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A text is not the JSON of an instance; the message says why. */
public final class MalformedInstanceException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean truncated;

    MalformedInstanceException(String message, boolean truncated, @Nullable Throwable cause) {
        super(message, cause);
        this.truncated = truncated;
    }

    /** Returns whether the text only ends too early, as it does while somebody is still writing it. */
    public boolean isTruncated() {
        return truncated;
    }
}
