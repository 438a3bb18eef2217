package io.seatrial.testkit.zoo.wire;

import io.seatrial.plane.DrainReport;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingProcess;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A mutation that leads the managers of a process to their NATS server over a line with a tap. The lines end with the process. */
public final class NatsLines extends OnNetwork {

    private static final String SERVER = "NATS_SERVER";
    private static final String SCHEME = "nats://";
    private static final long BIND_SECONDS = 10;

    private final Supplier<? extends NatsTap> taps;
    private final List<NatsLine> lines = new CopyOnWriteArrayList<>();

    private NatsLines(Supplier<? extends NatsTap> taps) {
        this.taps = taps;
    }

    /** Returns a mutation with a tap on each connection that the process opens to a NATS server. */
    public static Mutation tapped(Supplier<? extends NatsTap> taps) {
        return new NatsLines(taps);
    }

    @Override
    protected ManagerSetup setup(ManagerSetup setup) {
        String url = setup.variables().get(SERVER);
        if (url == null || !url.startsWith(SCHEME)) {
            return setup;
        }
        String changed = SCHEME + "127.0.0.1:" + line(URI.create(url)).port();
        return setup.withVariables(variables -> variables.put(SERVER, changed));
    }

    private NatsLine line(URI server) {
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        try {
            NatsLine line =
                    NatsLine.open(io(), address, taps).toCompletableFuture().get(BIND_SECONDS, TimeUnit.SECONDS);
            lines.add(line);
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the line to " + server + " was opened", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no line to " + server, e);
        }
    }

    @Override
    protected PlaneProcess process(PlaneProcess process) {
        return new ForwardingProcess(process) {
            @Override
            public CompletionStage<DrainReport> close() {
                return super.close().thenCompose(report -> closed().thenApply(done -> report));
            }
        };
    }

    private CompletableFuture<Void> closed() {
        return CompletableFuture.allOf(
                lines.stream().map(line -> line.close().toCompletableFuture()).toArray(CompletableFuture[]::new));
    }
}
