package io.seatrial.chaos.engine;

import eu.rekawek.toxiproxy.Proxy;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Span;
import io.seatrial.chaos.fault.Stall;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A link of the Toxiproxy engine. What it knows of its faults is kept on the thread that talks to the server. */
final class ToxiproxyLink implements Link {

    private final ToxiproxyEngine engine;
    private final Proxy proxy;
    private final InetSocketAddress address;
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private volatile boolean closed;

    ToxiproxyLink(ToxiproxyEngine engine, Proxy proxy) {
        this.engine = engine;
        this.proxy = proxy;
        String listen = proxy.getListen();
        this.address =
                new InetSocketAddress(engine.host(), Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
    }

    @Override
    public String name() {
        return proxy.getName();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Optional<String> obstacle(Injection injection) {
        return ToxiproxyFaults.obstacle(injection);
    }

    @Override
    public InjectedFault inject(Injection injection) {
        obstacle(injection).ifPresent(why -> {
            throw new ChaosException("The fault " + injection.name() + " cannot be injected: " + why);
        });
        if (!injection.target().includes(name())) {
            throw new ChaosException("The fault " + injection.name() + " is for links named "
                    + injection.target().link() + ", not for " + name());
        }
        return engine.ask(() -> {
            if (faults.containsKey(injection.name())) {
                throw new ChaosException("There is a fault '" + injection.name() + "' already");
            }
            Fault fault = new Fault(injection);
            faults.put(injection.name(), fault);
            fault.schedule();
            return fault;
        });
    }

    @Override
    public List<InjectedFault> faults() {
        return engine.ask(() -> List.copyOf(faults.values()));
    }

    @Override
    public void heal() {
        faults().forEach(InjectedFault::remove);
    }

    /** The API of Toxiproxy does not tell. */
    @Override
    public OptionalInt connections() {
        return OptionalInt.empty();
    }

    /** The API of Toxiproxy tells when a connection has ended, and not before. */
    @Override
    public OptionalLong carried(Direction direction) {
        return OptionalLong.empty();
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        return true;
    }

    /** Who closes it while another does returns when that one has: then it is gone from the server. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            engine.ask(() -> {
                faults.values().forEach(Fault::cancel);
                faults.clear();
                proxy.delete();
                return name();
            });
        } finally {
            engine.closed(this);
        }
    }

    private final class Fault implements InjectedFault {
        private final Injection injection;
        private final List<Future<?>> timers = new ArrayList<>();
        private boolean begun;

        private Fault(Injection injection) {
            this.injection = injection;
        }

        private void schedule() throws IOException {
            Span span = injection.span();
            if (span.start().isZero()) {
                begin();
            } else {
                timers.add(engine.later(injection, span.start().toNanos(), this::begin));
            }
            Duration end = end();
            if (end != null) {
                timers.add(engine.later(injection, end.toNanos(), this::finish));
            }
        }

        private @Nullable Duration end() {
            Duration end = injection.span().end();
            if (injection.fault() instanceof Stall stall && !stall.time().isZero()) {
                Duration over = injection.span().start().plus(stall.time());
                return end == null || over.compareTo(end) < 0 ? over : end;
            }
            return end;
        }

        private void begin() throws IOException {
            try {
                ToxiproxyFaults.add(proxy, injection);
                begun = true;
            } catch (IOException e) {
                faults.remove(injection.name());
                throw e;
            }
        }

        private void finish() throws IOException {
            if (faults.remove(injection.name(), this)) {
                cancel();
                if (begun) {
                    ToxiproxyFaults.remove(proxy, injection);
                }
            }
        }

        private void cancel() {
            timers.forEach(timer -> timer.cancel(false));
        }

        @Override
        public Injection injection() {
            return injection;
        }

        @Override
        public Link link() {
            return ToxiproxyLink.this;
        }

        @Override
        public boolean isPresent() {
            return !closed && engine.ask(() -> faults.get(injection.name()) == this);
        }

        @Override
        public void remove() {
            if (!closed) {
                engine.ask(() -> {
                    finish();
                    return injection;
                });
            }
        }
    }
}
