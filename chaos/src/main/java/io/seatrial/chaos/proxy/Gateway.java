package io.seatrial.chaos.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.seatrial.chaos.fault.ConnectionLimit;
import io.seatrial.chaos.fault.ConnectionLimit.Excess;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Fault.Scope;
import io.seatrial.chaos.fault.HangingConnect;
import io.seatrial.chaos.fault.Partition;
import io.seatrial.chaos.fault.Pause;
import io.seatrial.chaos.fault.Refuse;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The port of a proxy and its sessions, on the control loop: brings them to what the proxy and its faults say. */
final class Gateway {

    private final ProxyLoops loops;
    private final EventLoop control;
    private final Resolver resolver;
    private final int backlog;
    private final FaultBook faults;
    private final Supplier<ProxyContext> context;
    private final Sessions sessions;
    private @Nullable Listening listening;
    private volatile @Nullable InetSocketAddress address;
    private long accepted;
    private final List<CompletableFuture<Void>> untilIdle = new ArrayList<>();
    private boolean paused;

    Gateway(ProxyLoops loops, EventLoop control, int backlog, FaultBook faults, Supplier<ProxyContext> context) {
        this.loops = loops;
        this.control = control;
        this.sessions = new Sessions(control);
        this.resolver = new Resolver(loops.blocking());
        this.backlog = backlog;
        this.faults = faults;
        this.context = context;
    }

    /** Returns where it listens, or {@code null}; from any thread. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    Sessions sessions() {
        return sessions;
    }

    /**
     * Opens or closes the port, accepts or not, pauses or not, as the faults say.
     *
     * @param enabled whether the proxy is to listen at all
     * @param listen where
     */
    CompletionStage<Void> settle(boolean enabled, String listen) {
        boolean down = !enabled || has(Down.class);
        boolean open = !down && !has(Refuse.class);
        CompletionStage<Void> closed = open ? done() : close();
        return closed.thenCompose(then -> down ? sessions.tell(Session::close) : done())
                .thenCompose(then -> open && listening == null ? open(listen) : done())
                .thenCompose(then -> settleTraffic());
    }

    private CompletionStage<Void> settleTraffic() {
        paused = has(Pause.class) || has(Partition.class);
        boolean pause = paused;
        CompletionStage<Void> told = sessions.tell(session -> session.pause(pause));
        Listening port = listening;
        if (port == null) {
            return told;
        }
        port.accept(mayAccept());
        return told.thenCompose(then -> port.deaf(has(HangingConnect.class) || has(Partition.class)));
    }

    private boolean mayAccept() {
        return !paused && over(limit -> limit.excess() == Excess.WAIT).isEmpty();
    }

    /** Returns the limits that are reached. */
    private List<ConnectionLimit> over(Predicate<ConnectionLimit> which) {
        return faults.begunOnes(ConnectionLimit.class)
                .filter(limit -> sessions.size() >= limit.connections() && which.test(limit))
                .toList();
    }

    private boolean has(Class<? extends Fault> kind) {
        return faults.begunOnes(kind).findAny().isPresent();
    }

    /** Returns the text of what an address resolves to. */
    CompletionStage<String> resolved(String listen) {
        return resolver.resolve(listen)
                .thenApplyAsync(addresses -> HostPort.parse(listen).resolved(addresses.get(0)), control);
    }

    private CompletionStage<Void> open(String listen) {
        return resolver.resolve(listen)
                .thenComposeAsync(
                        addresses -> bind(HostPort.parse(listen).resolved(addresses.get(0)), addresses.get(0)), control)
                .exceptionally(failure -> {
                    throw new ProxyException(Problem.ADDRESS, "listen tcp" + reason(Causes.of(failure)));
                });
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof BindFailure ? message : ": " + message;
    }

    private CompletionStage<Void> bind(String text, InetSocketAddress local) {
        return Listening.bind(control, local, backlog, this::accepted).handle((port, failure) -> {
            if (failure != null) {
                throw new BindFailure(text, Causes.of(failure));
            }
            listening = port;
            address = port.address();
            return null;
        });
    }

    CompletionStage<Void> close() {
        Listening port = listening;
        listening = null;
        address = null;
        return port == null ? done() : port.close();
    }

    private void accepted(Channel child) {
        List<ConnectionLimit> exceeded = over(limit -> true);
        if (!exceeded.isEmpty()) {
            if (exceeded.get(0).excess() == Excess.RESET) {
                Resets.linger(child);
            }
            child.unsafe().closeForcibly();
            return;
        }
        Channels.set(child, Connector.channelOptions());
        EventLoop loop = loops.nextData();
        List<Injected> onBytes = faults.begunOnes()
                .filter(injected -> injected.injection().fault().scope() != Scope.LINK)
                .toList();
        Session session = new Session(loop, ++accepted, child, context.get(), onBytes, paused, this::over);
        sessions.add(session);
        loop.register(child);
        loop.execute(session::start);
        acceptOrNot();
    }

    private void over(Session session) {
        control.execute(() -> {
            sessions.remove(session);
            acceptOrNot();
            if (sessions.size() == 0) {
                untilIdle.forEach(idle -> idle.complete(null));
                untilIdle.clear();
            }
        });
    }

    /** Completes when there is no connection. */
    CompletionStage<Void> idle() {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        control.execute(() -> {
            if (sessions.size() == 0) {
                idle.complete(null);
            } else {
                untilIdle.add(idle);
            }
        });
        return idle;
    }

    private void acceptOrNot() {
        if (listening != null) {
            listening.accept(mayAccept());
        }
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** A failed bind in the words of Toxiproxy's server. */
    private static final class BindFailure extends RuntimeException {
        private BindFailure(String address, Throwable cause) {
            super(" " + address + ": bind: " + lowerCased(String.valueOf(cause.getMessage())), cause);
        }

        private static String lowerCased(String message) {
            return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
        }
    }
}
