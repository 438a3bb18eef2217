package io.seatrial.chaos.proxy;

import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.proxy.framing.Framing;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A proxy to make. The methods return a changed copy.
 *
 * @param name its name, unique on its server
 * @param listen where it listens, {@code host:port}; port 0 lets the system choose
 * @param upstream where it leads, {@code host:port}; looked up anew for each connection
 * @param enabled whether it listens from the start
 * @param faults the faults that it is born with: its first connection meets them
 * @param framing how bytes fall into frames, if faults are to know
 * @param seed what its faults draw from; without one, the seed of the server
 */
public record ProxySpec(
        String name,
        String listen,
        String upstream,
        boolean enabled,
        List<Injection> faults,
        @Nullable Framing framing,
        OptionalLong seed) {

    /** Copies the list. */
    public ProxySpec {
        faults = List.copyOf(faults);
    }

    /** Returns a proxy without faults that listens on a port of the system's choice on this machine only. */
    public static ProxySpec to(String name, String upstream) {
        return new ProxySpec(name, "127.0.0.1:0", upstream, true, List.of(), null, OptionalLong.empty());
    }

    /** Returns this listening there. */
    public ProxySpec listeningOn(String address) {
        return new ProxySpec(name, address, upstream, enabled, faults, framing, seed);
    }

    /** Returns this, listening or not. */
    public ProxySpec enabled(boolean fromTheStart) {
        return new ProxySpec(name, listen, upstream, fromTheStart, faults, framing, seed);
    }

    /** Returns this born with these faults. */
    public ProxySpec with(Injection... injections) {
        return new ProxySpec(name, listen, upstream, enabled, List.of(injections), framing, seed);
    }

    /** Returns this with frames. */
    public ProxySpec framed(@Nullable Framing frames) {
        return new ProxySpec(name, listen, upstream, enabled, faults, frames, seed);
    }

    /** Returns this with a seed of its own. */
    public ProxySpec seeded(long own) {
        return new ProxySpec(name, listen, upstream, enabled, faults, framing, OptionalLong.of(own));
    }
}
