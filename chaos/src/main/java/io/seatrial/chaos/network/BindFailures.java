package io.seatrial.chaos.network;

import java.net.BindException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Says of a proxy that cannot listen what the socket API says of a server that cannot. */
final class BindFailures {

    private static final String BIND = "bind: ";
    private static final String NO_SUCH_HOST = "no such host";

    private BindFailures() {}

    static Throwable of(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        int bind = message.indexOf(BIND);
        if (bind >= 0) {
            String reason = message.substring(bind + BIND.length());
            return new BindException(reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1))
                    .initCause(failure);
        }
        return message.contains(NO_SUCH_HOST) ? new UnknownHostException(message).initCause(failure) : failure;
    }
}
