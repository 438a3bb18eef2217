package io.seatrial.chaos.proxy;

import io.netty.channel.EventLoop;
import io.seatrial.chaos.fault.Fault.Scope;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.proxy.FaultBook.Entry;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import io.seatrial.chaos.proxy.framing.Framing;
import io.seatrial.chaos.proxy.stage.Stages;
import io.seatrial.plane.spi.Notices;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One proxied link. Changes are made one after the other and complete when every connection has taken them over; none waits for bytes to
 * move. What the methods without a stage return is a snapshot. Safe for many threads.
 */
public final class Proxy {

    private final String name;
    private final long seed;
    private final Serial serial;
    private final FaultBook faults;
    private final Gateway gateway;
    private final Traffic traffic = new Traffic();
    private final Notices notices = Notices.log();
    private final @Nullable Framing framing;
    private volatile String listen;
    private volatile String upstream;
    private volatile boolean enabled;

    Proxy(ProxySpec spec, long seed, int backlog, ProxyLoops loops, Connector connector, Serial serial) {
        EventLoop control = loops.control();
        this.name = spec.name();
        this.listen = spec.listen();
        this.upstream = spec.upstream();
        this.framing = spec.framing();
        this.seed = spec.seed().orElse(seed);
        this.serial = serial;
        this.faults = new FaultBook(control);
        this.gateway = new Gateway(
                loops, control, backlog, faults, () -> new ProxyContext(upstream, framing, connector, traffic));
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns where it listens; before it has for the first time, where it is to. */
    public String listen() {
        return listen;
    }

    /** Returns where it leads. */
    public String upstream() {
        return upstream;
    }

    /** Returns whether it is switched on. */
    public boolean enabled() {
        return enabled;
    }

    /** Returns the address that it listens on; empty while nobody listens. */
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(gateway.address());
    }

    /** Returns the faults on it, in the order in which they came. */
    public List<ActiveFault> faults() {
        return faults.shown();
    }

    /** Returns how many connections there are. */
    public int connections() {
        return gateway.sessions().size();
    }

    /** Completes as soon as there is no connection; at once if there is none. */
    public CompletionStage<Void> idle() {
        return gateway.idle();
    }

    /** Returns what has gone through it. */
    public Traffic traffic() {
        return traffic;
    }

    /**
     * Adds a fault. Its span counts from here.
     *
     * @return completes when the fault acts on every connection, or waits for its start
     */
    public CompletionStage<Void> inject(Injection injection) {
        return inject(injection, null);
    }

    /**
     * Adds a fault.
     *
     * @param origin what {@link #faults()} shows beside it
     */
    public CompletionStage<Void> inject(Injection injection, @Nullable Object origin) {
        return serial.run(() -> addNow(injection, origin));
    }

    CompletionStage<Void> addNow(Injection injection, @Nullable Object origin) {
        check(injection);
        Entry entry = faults.add(new Injected(injection, name, injection.seed().orElse(seed), 0), origin);
        faults.schedule(
                entry, () -> inTime(entry, () -> begin(entry)), () -> inTime(entry, () -> removeNow(injection.name())));
        return injection.span().start().isZero() ? begin(entry) : done();
    }

    /** Begins or ends a fault whose time has come. Nobody waits for it, so a failure is a notice. */
    private void inTime(Entry entry, Supplier<CompletionStage<Void>> step) {
        serial.run(() -> faults.has(entry) ? step.get() : done()).whenComplete((done, failure) -> {
            if (failure != null) {
                notices.warn(
                        "A fault could not be begun or ended",
                        "fault",
                        entry.injected().name(),
                        "proxy",
                        name,
                        "cause",
                        failure);
            }
        });
    }

    private void check(Injection injection) {
        if (framing == null && Stages.needsFraming(injection)) {
            throw new ProxyException(
                    Problem.FAULT_NOT_POSSIBLE,
                    "The fault '" + injection.name() + "' must know where frames end: give '" + name + "' a framing");
        }
        if (!injection.target().includes(name)) {
            throw new ProxyException(
                    Problem.FAULT_NOT_POSSIBLE,
                    "The fault '" + injection.name() + "' is for links named "
                            + injection.target().link() + ", not for '" + name + "'");
        }
    }

    private CompletionStage<Void> begin(Entry entry) {
        faults.begun(entry);
        if (scope(entry) == Scope.LINK) {
            return settle();
        }
        return gateway.sessions().tell(session -> session.add(entry.injected()));
    }

    /**
     * Changes a fault in its place: a connection keeps what it has counted, and a share of the connections is drawn anew.
     *
     * @param injection of the same name and kind
     */
    public CompletionStage<Void> change(Injection injection, @Nullable Object origin) {
        return serial.run(() -> {
            check(injection);
            Entry entry = faults.change(injection, origin);
            if (!entry.begun()) {
                return done();
            }
            return scope(entry) == Scope.LINK
                    ? settle()
                    : gateway.sessions().tell(session -> session.change(entry.injected()));
        });
    }

    /** Removes a fault; completes when no connection has it any more. */
    public CompletionStage<Void> remove(String fault) {
        return serial.run(() -> removeNow(fault));
    }

    private CompletionStage<Void> removeNow(String fault) {
        Entry entry = faults.remove(fault);
        if (!entry.begun()) {
            return done();
        }
        return scope(entry) == Scope.LINK
                ? settle()
                : gateway.sessions().tell(session -> session.remove(entry.injected()));
    }

    /** Removes all faults. */
    public CompletionStage<Void> heal() {
        return serial.run(this::healNow);
    }

    CompletionStage<Void> healNow() {
        CompletionStage<Void> healed = done();
        for (String fault : faults.names()) {
            healed = healed.thenCompose(then -> removeNow(fault));
        }
        return healed;
    }

    /** Switches it on or off. Off, nobody listens, and its connections are closed. */
    public CompletionStage<Void> enable(boolean on) {
        return serial.run(() -> on == enabled ? done() : on ? startNow() : stopNow());
    }

    CompletionStage<Void> startNow() {
        return gateway.settle(true, listen).thenRun(() -> {
            enabled = true;
            address().ifPresent(bound -> listen = HostPort.bound(bound));
        });
    }

    CompletionStage<Void> stopNow() {
        enabled = false;
        return gateway.settle(false, listen);
    }

    /** Changes where it listens or leads, or switches it; if an address differs, its connections are closed. */
    public CompletionStage<Void> update(String newListen, String newUpstream, boolean on) {
        return serial.run(() -> differs(newListen, newUpstream).thenCompose(differs -> {
            CompletionStage<Void> moved = done();
            if (differs) {
                moved = stopNow().thenRun(() -> {
                    listen = newListen;
                    upstream = newUpstream;
                });
            }
            return moved.thenCompose(then -> on == enabled ? done() : on ? startNow() : stopNow());
        }));
    }

    CompletionStage<Boolean> differs(String newListen, String newUpstream) {
        return gateway.resolved(newListen).thenApply(text -> !text.equals(listen) || !newUpstream.equals(upstream));
    }

    private CompletionStage<Void> settle() {
        return gateway.settle(enabled, listen);
    }

    private static Scope scope(Entry entry) {
        return entry.injected().injection().fault().scope();
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
