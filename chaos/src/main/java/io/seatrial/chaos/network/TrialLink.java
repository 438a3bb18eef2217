package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A link as a case sees it: only the faults of the case, not those by which the network itself keeps a closed listener from being reached. */
final class TrialLink implements Link {

    private final Link link;
    private final List<InjectedFault> injected = new CopyOnWriteArrayList<>();

    TrialLink(Link link) {
        this.link = link;
    }

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public InetSocketAddress address() {
        return link.address();
    }

    @Override
    public Optional<String> obstacle(Injection injection) {
        return link.obstacle(injection);
    }

    @Override
    public InjectedFault inject(Injection injection) {
        InjectedFault fault = link.inject(injection);
        injected.add(fault);
        return fault;
    }

    @Override
    public List<InjectedFault> faults() {
        return injected.stream().filter(InjectedFault::isPresent).toList();
    }

    @Override
    public void heal() {
        faults().forEach(InjectedFault::remove);
    }

    @Override
    public OptionalInt connections() {
        return link.connections();
    }

    @Override
    public OptionalLong carried(Direction direction) {
        return link.carried(direction);
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        return link.awaitIdle(atMost);
    }

    /** The proxy belongs to the network and ends with the trial. */
    @Override
    public void close() {
        heal();
    }
}
