package io.seatrial.wire;

import java.util.Locale;

/**
 * Errors of the operating system in the words that callers of the model know. Java and Netty put the same error differently, by socket
 * implementation, and with the address in it.
 */
public final class OsErrors {

    private OsErrors() {}

    /** Returns the text of an error: the model's where there is one, else its own. */
    public static String text(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        String lower = message.toLowerCase(Locale.ROOT);
        for (Known error : Known.values()) {
            if (lower.contains(error.sign)) {
                return error.text;
            }
        }
        return message;
    }

    private enum Known {
        REFUSED("Connection refused", 111),
        RESET("Connection reset by peer", 104),
        /** Java's own socket implementation leaves the peer out. */
        RESET_SHORT("Connection reset", "Connection reset by peer", 104),
        BROKEN_PIPE("Broken pipe", 32),
        TIMED_OUT("Connection timed out", 110),
        NO_ROUTE("No route to host", 113),
        NO_NETWORK("Network is unreachable", 101),
        NO_ADDRESS("Cannot assign requested address", 99),
        IN_USE("Address already in use", 98),
        DENIED("Permission denied", 13),
        NO_DESCRIPTORS("Too many open files", 24);

        private final String sign;
        private final String text;

        Known(String sign, int number) {
            this(sign, sign, number);
        }

        Known(String sign, String text, int number) {
            this.sign = sign.toLowerCase(Locale.ROOT);
            this.text = text + " (os error " + number + ")";
        }
    }
}
