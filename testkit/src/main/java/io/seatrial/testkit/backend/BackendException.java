package io.seatrial.testkit.backend;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A back end of one's own did not do what it was told. */
public final class BackendException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the error, with what the back end itself said last. */
    public BackendException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Creates the error, with what the back end itself said last. */
    public BackendException(String message) {
        this(message, null);
    }
}
