package io.seatrial.nats;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.util.regex.Pattern;

/** The URL of the server, or of several, separated by commas (dynamo-manager.md 4.6). */
final class ServerUrl {

    private static final String DEFAULT = "nats://localhost:4222";
    private static final String SCHEME = "nats://";
    private static final Pattern USER_INFO = Pattern.compile("//[^@/,]*@");

    private ServerUrl() {}

    /** Returns what is configured, as it stands. */
    static String configured(Settings settings) {
        return settings.get(NatsSettings.SERVER).orElse(DEFAULT);
    }

    /**
     * Returns what is configured.
     *
     * @throws PlaneException.ConfigurationError if it is no URL of a NATS server, with the model's text
     */
    static String require(Settings settings) {
        String url = configured(settings);
        if (!url.startsWith(SCHEME)) {
            throw new PlaneException.ConfigurationError("server: Validation error: server must start with 'nats://' ["
                    + NatsSettings.SERVER.variable() + "='" + shown(url) + "']. Give a URL such as " + DEFAULT);
        }
        return url;
    }

    /** Returns a URL without the credentials that it may hold, for messages. */
    static String shown(String url) {
        return USER_INFO.matcher(url).replaceAll("//");
    }
}
