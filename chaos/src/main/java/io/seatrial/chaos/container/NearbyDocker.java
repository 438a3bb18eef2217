package io.seatrial.chaos.container;

import io.seatrial.chaos.probe.DockerDaemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.InvalidConfigurationException;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Leads Testcontainers to the daemon that was found, and says where its containers are reached.
 *
 * <p>On a machine that looks like a container (it has {@code /.dockerenv}) Testcontainers by itself starts a container to find the way to the
 * daemon's machine, and tries for minutes to fetch an image for it. That is right where the daemon's socket comes from outside, and futile
 * where the daemon runs in the same place: then it has the same machine name, and its ports are on this loopback interface.
 */
public final class NearbyDocker extends DockerClientProviderStrategy {

    private static final Path IN_A_CONTAINER = Path.of("/.dockerenv");
    private static final int BEFORE_THE_OTHERS = 200;

    private final Optional<DockerDaemon> daemon =
            DockerDaemon.find(System.getenv()).daemon();

    /** Creates the strategy, for {@link java.util.ServiceLoader}. */
    public NearbyDocker() {}

    @Override
    public String getDescription() {
        return "the Docker daemon that answers at "
                + daemon.map(found -> found.host().toString()).orElse("none");
    }

    @Override
    protected boolean isApplicable() {
        return daemon.isPresent();
    }

    /** Nothing is written into the user's home for what is found in milliseconds. */
    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    protected int getPriority() {
        return BEFORE_THE_OTHERS;
    }

    @Override
    public TransportConfig getTransportConfig() throws InvalidConfigurationException {
        return TransportConfig.builder()
                .dockerHost(daemon.orElseThrow(() -> new InvalidConfigurationException("no Docker daemon answers"))
                        .host())
                .build();
    }

    @Override
    public synchronized String getDockerHostIpAddress() {
        boolean here = System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null
                && Files.exists(IN_A_CONTAINER)
                && daemon.filter(found -> "unix".equals(found.host().getScheme())
                                && found.machine().equals(MachineName.get()))
                        .isPresent();
        return here ? "localhost" : super.getDockerHostIpAddress();
    }
}
