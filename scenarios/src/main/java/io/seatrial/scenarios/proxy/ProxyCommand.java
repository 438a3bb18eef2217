package io.seatrial.scenarios.proxy;

import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.chaos.proxy.ProxyServerOptions;
import io.seatrial.chaos.proxy.api.ApiOptions;
import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seatrial proxy}: the embedded fault proxy until it is told to end. */
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        description = "Runs the fault proxy alone, with the API of Toxiproxy " + ApiOptions.TOXIPROXY_VERSION
                + ", until SIGTERM or Ctrl-C; then it closes everything and exits with 0.",
        footerHeading = "%nTry, in another shell:%n",
        footer = {
            "  curl -s 127.0.0.1:8474/proxies -d '{\"name\":\"web\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:80\"}'",
            "  curl -s 127.0.0.1:8474/proxies/web/toxics -d '{\"type\":\"latency\",\"attributes\":{\"latency\":200}}'",
            "  curl -s 127.0.0.1:8474/proxies/web/faults -d '{\"type\":\"half_open\",\"stream\":\"upstream\"}'"
        })
public final class ProxyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--api",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8474",
            description = "Where the API listens; port 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
    private String api;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Proxies to begin with: Toxiproxy's own JSON, a list of proxies. What they may have more, such as faults,"
                            + " says docs/guides/proxy.md.")
    private @Nullable Path config;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "What jitter, probabilities and choices are drawn from. Default: another one each time, which is"
                            + " printed.")
    private @Nullable Long seed;

    @Option(names = "--metrics", description = "Serve /metrics, as toxiproxy-server does with -proxy-metrics.")
    private boolean metrics;

    /** Creates the command, for the command line. */
    public ProxyCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        InetSocketAddress address = address();
        long drawn = seed == null ? System.nanoTime() : seed;
        ProxyServer server = ProxyServer.open(ProxyServerOptions.seeded(drawn));
        RunningProxy running = new RunningProxy(server);
        running.closeOnSignal();
        try {
            List<Proxy> proxies = running.populate(config == null ? null : read(config));
            InetSocketAddress bound =
                    running.serve(address, metrics ? ApiOptions.DEFAULT.withMetrics() : ApiOptions.DEFAULT);
            err.println("seed " + drawn);
            err.flush();
            out.println("api " + bound.getAddress().getHostAddress() + ":" + bound.getPort());
            for (Proxy proxy : proxies) {
                out.println("proxy " + proxy.name() + " " + (proxy.enabled() ? proxy.listen() : "disabled") + " to "
                        + proxy.upstream());
            }
            out.flush();
            return running.await();
        } finally {
            running.close();
        }
    }

    private InetSocketAddress address() {
        int colon = api.lastIndexOf(':');
        if (colon < 1 || !api.substring(colon + 1).matches("\\d{1,5}")) {
            throw new PlaneException.ConfigurationError("--api " + api + " is not HOST:PORT, as in 127.0.0.1:8474");
        }
        String host = api.substring(0, colon).replaceAll("^\\[|\\]$", "");
        int port = Integer.parseInt(api.substring(colon + 1));
        if (port > 65_535) {
            throw new PlaneException.ConfigurationError("--api " + api + ": a port is at most 65535");
        }
        return new InetSocketAddress(host, port);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new PlaneException.ConfigurationError("--config " + file + " cannot be read: " + e, e);
        }
    }
}
