package io.seatrial.discovery;

import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does what is done again and again, and tells of a failure once for as long as it lasts. Used by one thread. */
final class Troubles {

    private final Notices notices;
    private final Object store;
    private final Map<String, String> present = new LinkedHashMap<>();

    Troubles(Notices notices, Object store) {
        this.notices = notices;
        this.store = store;
    }

    /** Something that can fail for a while. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Does a step; {@code what} completes the sentence "discovery could not". Returns whether it could. */
    boolean attempt(String what, Step step) {
        try {
            step.run();
            present.remove(what);
            return true;
        } catch (IOException e) {
            String reason = Bucket.reason(e);
            if (!reason.equals(present.put(what, reason))) {
                notices.warn("Discovery could not " + what + " and tries again", "store", store, "reason", reason);
            }
            return false;
        }
    }
}
