package io.seatrial.manager;

import io.seatrial.io.SocketIo;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * What a process shares: for each transport one server and one published port (design.md, decision 1). The model keeps these in
 * process-wide statics; here they are the fields of an object, so that one JVM can hold as many "processes" as a test wants.
 */
public final class ProcessScope {

    private final NetworkIo io;
    private final Notices notices;
    private final Supplier<CompletionStage<Void>> releaseIo;
    private final boolean endsWithJvm;
    private final Map<String, Shared> shared = new ConcurrentSkipListMap<>();
    private final Queue<RequestPlaneServer> started = new ConcurrentLinkedQueue<>();
    private final SingleFlight<DrainReport> closing = new SingleFlight<>();
    private volatile boolean closed;

    private ProcessScope(
            NetworkIo io, Notices notices, Supplier<CompletionStage<Void>> releaseIo, boolean endsWithJvm) {
        this.io = Objects.requireNonNull(io, "io");
        this.notices = Objects.requireNonNull(notices, "notices");
        this.releaseIo = releaseIo;
        this.endsWithJvm = endsWithJvm;
    }

    /** Returns the scope of this JVM, which lives as long as the JVM. It is made on first use. */
    public static ProcessScope global() {
        return Global.SCOPE;
    }

    /** Opens a scope with sockets of its own; closing the scope closes them and their threads. */
    public static ProcessScope open(String name) {
        return open(name, false);
    }

    /** Opens a scope on a network that somebody else owns and closes. */
    public static ProcessScope open(NetworkIo io, Notices notices) {
        return new ProcessScope(io, notices, () -> CompletableFuture.completedFuture(null), false);
    }

    private static ProcessScope open(String name, boolean endsWithJvm) {
        SocketIo io = SocketIo.open(name);
        return new ProcessScope(io, Notices.log(), io::close, endsWithJvm);
    }

    /** Returns the network of this scope. */
    public NetworkIo io() {
        return io;
    }

    /** Returns where messages to the operator go. */
    public Notices notices() {
        return notices;
    }

    /** Returns the register of the port that was published for a mode. */
    public PortRegister port(PlaneMode mode) {
        return shared(mode).port();
    }

    /**
     * Closes every server, each within its drain bound, then what the scope owns of the network. Idempotent.
     *
     * @return what was left in flight; fails if this is {@link #global()}, which ends with its JVM
     */
    public CompletionStage<DrainReport> close() {
        if (endsWithJvm) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "The scope of the JVM ends with the JVM. Open one of your own to close it"));
        }
        return closing.get(this::closeAll);
    }

    /** Returns the server of a mode, started by {@code start} if there is none. Callers see it only after its port is recorded. */
    CompletionStage<RequestPlaneServer> server(PlaneMode mode, Supplier<CompletionStage<RequestPlaneServer>> start) {
        Shared slot = shared(mode);
        return slot.server().get(() -> {
            if (closed) {
                return CompletableFuture.failedFuture(closedError());
            }
            return start.get().thenCompose(server -> admit(slot, server));
        });
    }

    private CompletionStage<RequestPlaneServer> admit(Shared slot, RequestPlaneServer server) {
        started.add(server);
        if (closed) { // the scope was closed while the server started: closeAll may have missed it
            return server.close().thenCompose(report -> CompletableFuture.failedFuture(closedError()));
        }
        slot.port().set(server.port());
        return CompletableFuture.completedFuture(server);
    }

    private CompletionStage<DrainReport> closeAll() {
        closed = true;
        CompletableFuture<DrainReport> all = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (RequestPlaneServer server : started) {
            all = all.thenCombine(server.close(), DrainReport::plus);
        }
        return all.handle((report, failure) -> releaseIo.get().thenApply(done -> {
                    if (failure != null) {
                        throw new CompletionException(failure);
                    }
                    return report;
                }))
                .thenCompose(stage -> stage);
    }

    private Shared shared(PlaneMode mode) {
        return shared.computeIfAbsent(
                mode.name(), name -> new Shared(new SingleFlight<>(), new PortRegister(mode, notices)));
    }

    boolean isClosed() {
        return closed;
    }

    static PlaneException closedError() {
        return new PlaneException.Closed("The process scope is closed");
    }

    private record Shared(SingleFlight<RequestPlaneServer> server, PortRegister port) {}

    /** Made when {@link #global()} is first asked for: a program that brings its own scope starts no threads by loading the class. */
    private static final class Global {
        static final ProcessScope SCOPE = open("seatrial", true);
    }
}
