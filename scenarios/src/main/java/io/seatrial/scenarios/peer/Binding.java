package io.seatrial.scenarios.peer;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.plane.PlaneException;
import io.seatrial.settings.HttpSettings;
import io.seatrial.settings.TcpSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a worker binds, in the settings of its plane, and how that is told. */
final class Binding {

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

    /** Returns host and port of a URL, without scheme, path and credentials. */
    static String authority(String url) {
        String rest = url.substring(url.indexOf("//") + 2);
        int path = rest.indexOf('/');
        String authority = path < 0 ? rest : rest.substring(0, path);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }
}
