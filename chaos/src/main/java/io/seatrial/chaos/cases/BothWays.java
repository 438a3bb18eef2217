package io.seatrial.chaos.cases;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;

/** A fault on both directions of a link, for as long as a block lasts. */
record BothWays(InjectedFault up, InjectedFault down) implements AutoCloseable {

    static BothWays inject(Link link, Fault fault) {
        return new BothWays(
                link.inject(Injection.of(fault, Direction.UPSTREAM)),
                link.inject(Injection.of(fault, Direction.DOWNSTREAM)));
    }

    @Override
    public void close() {
        up.remove();
        down.remove();
    }
}
