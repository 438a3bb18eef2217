package io.seatrial.scenarios.peer;

import io.netty.util.NetUtil;
import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryContext;
import io.seatrial.discovery.DiscoverySpec;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.settings.NatsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a worker and a caller by hand are both told: where to meet, and how to behave. */
final class PeerOptions {

    private static final String NATS_STORE = "nats:";

    @Option(
            names = "--transport",
            paramLabel = "MODE",
            defaultValue = "tcp",
            description = "The request plane: tcp, http or nats, the same for both. Default: ${DEFAULT-VALUE}.")
    private String transport = "tcp";

    @Option(
            names = "--nats",
            paramLabel = "URL",
            description =
                    "The NATS server, for --transport nats and --discovery nats:BUCKET, the same for both. Default: NATS_SERVER, else SEATRIAL_NATS_URL, else the one at nats://localhost:4222; a worker starts one there if nobody is.")
    private @Nullable String nats;

    @Option(
            names = "--discovery",
            paramLabel = "STORE",
            defaultValue = "file",
            description =
                    "Where workers are published: file:DIR, a directory in the layout of Dynamo's file store; nats:BUCKET, a key-value bucket of the NATS server, for several machines; or file, the directory in DYN_FILE_KV, else dynamo_store_kv in the directory for temporary files. Default: ${DEFAULT-VALUE}.")
    private String discovery = "file";

    @Option(
            names = "--host",
            paramLabel = "IP",
            defaultValue = "127.0.0.1",
            description = "The IP literal to bind and to advertise, IPv6 in brackets. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "reference",
            description = "reference, or dynamo-1.0 for the quirks of Dynamo 1.0.x. Default: ${DEFAULT-VALUE}.")
    private String profile = "reference";

    /** Returns the host, checked: a name would be refused much later, by the listener, without naming the option. */
    String host() {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean literal =
                bare.length() < host.length() ? NetUtil.isValidIpV6Address(bare) : NetUtil.isValidIpV4Address(bare);
        if (!literal) {
            throw new PlaneException.ConfigurationError(
                    "--host " + host + " is not an IP literal. Use one such as 127.0.0.1, or [::1] for IPv6");
        }
        requireLocal(NetUtil.createInetAddressFromIpAddressString(bare));
        return host;
    }

    /** Only the system knows which addresses it has: all of 127.0.0.0/8 on Linux, of which it lists one. */
    private void requireLocal(@Nullable InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            probe.getLocalPort();
        } catch (IOException e) {
            throw new PlaneException.ConfigurationError("--host " + host + " is not an address of this machine ("
                    + e.getMessage() + "). Use one that is, such as 127.0.0.1");
        }
    }

    /**
     * Returns the configuration: the environment's variables, with what the options say put over them.
     *
     * @throws PlaneException.ConfigurationError if an option cannot be used
     */
    NetworkConfig config() {
        NetworkConfig config = NetworkConfig.read(System.getenv())
                .withMode(PlaneMode.parse(transport))
                .withProfile(Profile.parse(profile));
        if (nats == null) {
            return config;
        }
        if (!needsNats()) {
            throw new PlaneException.ConfigurationError("--nats " + nats + " is not used by --transport "
                    + config.mode() + " with --discovery " + discovery + ". Leave it out");
        }
        return config.with(NatsSettings.SERVER, Optional.of(nats));
    }

    /** Returns whether the request plane or the store is in a NATS server. */
    boolean needsNats() {
        return PlaneMode.parse(transport).equals(PlaneMode.NATS) || discovery.startsWith(NATS_STORE);
    }

    /**
     * Returns a configuration that leads to a NATS server: the one that a user has named, by option or variable, else the one at which worker
     * and caller meet.
     */
    NetworkConfig meeting(NetworkConfig config, Supplier<NatsMeeting> meeting, Closing closing) {
        Optional<String> named = config.settings()
                .get(NatsSettings.SERVER)
                .or(() -> Optional.ofNullable(System.getenv("SEATRIAL_NATS_URL")))
                .filter(url -> !url.isEmpty());
        String url = named.orElseGet(() -> {
            NatsMeeting found = meeting.get();
            closing.add(() -> {
                found.close();
                return CompletableFuture.completedFuture(null);
            });
            return found.url();
        });
        return config.with(NatsSettings.SERVER, Optional.of(url));
    }

    /**
     * Opens the store.
     *
     * @throws PlaneException.ConfigurationError if it cannot be used, or if it reaches no other process
     */
    Discovery openDiscovery(ProcessScope scope, PlaneServices services) {
        DiscoverySpec spec = DiscoverySpec.parse(discovery, System.getenv());
        if (spec instanceof DiscoverySpec.Memory) {
            throw new PlaneException.ConfigurationError(
                    "Discovery '" + discovery
                            + "' reaches no other process. Use --discovery file:DIR or nats:BUCKET, the same for worker and caller");
        }
        return spec.open(DiscoveryContext.of(scope.io(), Clock.systemUTC(), scope.notices())
                .with(services));
    }
}
