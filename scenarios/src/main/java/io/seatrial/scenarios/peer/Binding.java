package io.seatrial.scenarios.peer;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.settings.HttpSettings;
import io.seatrial.settings.NatsSettings;
import io.seatrial.settings.TcpSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a worker is reached: what is asked for, in the settings of its plane, and what a user is told. */
final class Binding {

    private static final String DEFAULT_NATS = "nats://localhost:4222";

    private Binding() {}

    /**
     * Returns a configuration whose plane binds there.
     *
     * @param port null lets the system choose, as 0 does
     * @throws PlaneException.ConfigurationError if the plane has no port
     */
    static NetworkConfig at(NetworkConfig config, String host, @Nullable Integer port) {
        Optional<Integer> wanted = Optional.of(port == null ? 0 : port);
        return switch (config.mode().name()) {
            case "tcp" -> config.with(TcpSettings.HOST, Optional.of(host)).with(TcpSettings.PORT, wanted);
            case "http" -> config.with(HttpSettings.HOST, Optional.of(host)).with(HttpSettings.PORT, wanted);
            default -> {
                if (port != null) {
                    throw new PlaneException.ConfigurationError("--port " + port + " has no meaning on " + config.mode()
                            + ": a worker there listens on no port of its own. Leave it out");
                }
                yield config;
            }
        };
    }

    /** Returns the place for people: host and port that are bound, or those of the broker, without scheme, path and credentials. */
    static String shown(RequestPlaneServer server, NetworkConfig config) {
        String url = config.mode().equals(PlaneMode.NATS)
                ? config.settings().get(NatsSettings.SERVER).orElse(DEFAULT_NATS)
                : server.address();
        return authority(url);
    }

    /** Returns host and port of a URL. */
    static String authority(String url) {
        String rest = url.substring(url.indexOf("//") + 2);
        int path = rest.indexOf('/');
        String authority = path < 0 ? rest : rest.substring(0, path);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }
}
