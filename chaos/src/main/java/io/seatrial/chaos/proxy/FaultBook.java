package io.seatrial.chaos.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Span;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults on a proxy in the order in which they came, with their timers. Used on the control loop. */
final class FaultBook {

    private final EventLoop control;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private volatile List<ActiveFault> shown = List.of();

    FaultBook(EventLoop control) {
        this.control = control;
    }

    /** One fault and what is known of it. */
    static final class Entry {
        private final @Nullable Object origin;
        private final List<Future<?>> timers = new ArrayList<>();
        private Injected injected;
        private boolean begun;

        private Entry(Injected injected, @Nullable Object origin) {
            this.injected = injected;
            this.origin = origin;
        }

        Injected injected() {
            return injected;
        }

        boolean begun() {
            return begun;
        }
    }

    /** Returns what everybody may see, from any thread. */
    List<ActiveFault> shown() {
        return shown;
    }

    Entry add(Injected injected, @Nullable Object origin) {
        if (entries.containsKey(injected.name())) {
            throw new ProxyException(Problem.FAULT_EXISTS, "There is a fault '" + injected.name() + "' already");
        }
        Entry entry = new Entry(injected, origin);
        entries.put(injected.name(), entry);
        show();
        return entry;
    }

    /** Sets the timers of a fault's span. */
    void schedule(Entry entry, Runnable begin, Runnable end) {
        Span span = entry.injected.injection().span();
        if (!span.start().isZero()) {
            timer(entry, span.start(), begin);
        }
        if (span.end() != null) {
            timer(entry, span.end(), end);
        }
    }

    private void timer(Entry entry, Duration time, Runnable task) {
        entry.timers.add(control.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Returns whether the entry is still there: a timer may run in the moment of its removal. */
    boolean has(Entry entry) {
        return entries.get(entry.injected.name()) == entry;
    }

    void begun(Entry entry) {
        entry.begun = true;
        show();
    }

    Entry get(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ProxyException(Problem.FAULT_NOT_FOUND, "There is no fault '" + name + "'");
        }
        return entry;
    }

    Entry change(Injection injection, @Nullable Object origin) {
        Entry old = get(injection.name());
        Fault fault = old.injected.injection().fault();
        if (!fault.getClass().equals(injection.fault().getClass())) {
            throw new ProxyException(
                    Problem.FAULT_NOT_POSSIBLE,
                    "The fault '" + injection.name() + "' is of the type " + fault.type() + " and cannot become one of "
                            + injection.fault().type() + ": remove it and add the other");
        }
        Entry entry = new Entry(
                new Injected(injection, old.injected.proxy(), old.injected.seed(), old.injected.change() + 1), origin);
        entry.begun = old.begun;
        entry.timers.addAll(old.timers);
        entries.put(injection.name(), entry);
        show();
        return entry;
    }

    Entry remove(String name) {
        Entry entry = get(name);
        entry.timers.forEach(timer -> timer.cancel(false));
        entries.remove(name);
        show();
        return entry;
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Returns the faults that have begun, in order. */
    Stream<Injected> begunOnes() {
        return entries.values().stream().filter(Entry::begun).map(Entry::injected);
    }

    <F extends Fault> Stream<F> begunOnes(Class<F> kind) {
        return begunOnes()
                .map(injected -> injected.injection().fault())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private void show() {
        shown = entries.values().stream()
                .map(entry -> new ActiveFault(entry.injected.injection(), entry.origin, entry.begun))
                .toList();
    }
}
