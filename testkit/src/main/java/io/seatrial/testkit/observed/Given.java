package io.seatrial.testkit.observed;

import io.seatrial.testkit.expect.CaseFailure;
import org.jspecify.annotations.Nullable;

/** What the plane under test hands out. */
final class Given {

    private Given() {}

    /** Returns a value that must be there; fails the case, and says which method gave none. */
    static <T> T by(String method, @Nullable T value) {
        if (value == null) {
            throw CaseFailure.of(method + " of the plane under test", "an object", "returned null");
        }
        return value;
    }
}
