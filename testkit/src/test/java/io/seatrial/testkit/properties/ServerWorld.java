package io.seatrial.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.ledger.CountingAllocator;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.network.Host;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.ObservedIo;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.ProcessSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** The server of one process and a client of another, over loopback, and the ledger of what the two open. */
final class ServerWorld {

    /** Nothing waits longer; nothing should come near it. */
    static final Duration CEILING = Duration.ofSeconds(60);

    final RequestPlaneServer server;
    final RequestPlaneClient client;
    final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    private final Network network = new LoopbackNetwork();
    private final CountingAllocator allocator = new CountingAllocator();
    private final Ledger jvm = Ledger.open(JvmAccounts.withoutPorts());
    private final List<Account> accounts = new ArrayList<>(List.of(allocator));
    private final List<PlaneProcess> processes = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private boolean closed;

    /**
     * Opens the two.
     *
     * @param variables names and values of configuration variables in turn
     */
    ServerWorld(PlaneMode mode, String... variables) {
        PlaneManager worker = manager("worker", mode, variables);
        server = done(worker.server());
        client = manager("caller", mode, variables).createClient();
    }

    private PlaneManager manager(String name, PlaneMode mode, String... variables) {
        Host host = network.openHost(name, notices::add);
        hosts.add(host);
        ObservedIo io = new ObservedIo(name, host.io(), allocator, network.history());
        accounts.addAll(io.accounts());
        PlaneProcess process = new ReferencePlane().openProcess(new ProcessSetup(name, io, notices::add));
        processes.add(process);
        return process.manager(ManagerSetup.of(mode, Profile.REFERENCE, variables));
    }

    /** Waits for a stage and returns its value. */
    <T> T done(CompletionStage<T> stage) {
        ended(stage);
        return stage.toCompletableFuture().join();
    }

    /** Waits until a stage has ended, either way. */
    void ended(CompletionStage<?> stage) {
        if (!network.await(stage, CEILING)) {
            throw new AssertionError("has not ended within " + CEILING + ": " + stage);
        }
    }

    /** Waits until something holds. */
    void until(String what, BooleanSupplier condition) {
        if (!network.runUntil(condition, CEILING)) {
            throw new AssertionError("not so within " + CEILING + ": " + what);
        }
    }

    /** Closes everything in order and sees that nothing is left. */
    void balance() {
        close();
        assertThat(Ledger.empty(accounts).leftoversAfter(CEILING))
                .as("left open by server and client")
                .isEmpty();
        assertThat(jvm.leftoversAfter(CEILING)).as("left open in the JVM").isEmpty();
    }

    /** Closes everything, at once if need be. Idempotent. */
    void close() {
        if (!closed) {
            closed = true;
            ended(client.close());
            processes.forEach(process -> ended(process.close()));
            hosts.forEach(host -> ended(host.close()));
            network.close();
        }
    }
}
