package io.seatrial.chaos.engine;

import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.proxy.framing.Framing;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A link to make. The methods return a changed copy.
 *
 * @param name its name, unique on its engine
 * @param listen where it listens, {@code host:port}; without it, at a port of the system's choice
 * @param upstream where it leads, {@code host:port}
 * @param faults the faults that it is born with
 * @param framing how bytes fall into frames, if faults are to know
 * @param seed what its faults draw from; without one, the seed of the engine
 */
public record LinkSpec(
        String name,
        @Nullable String listen,
        String upstream,
        List<Injection> faults,
        @Nullable Framing framing,
        OptionalLong seed) {

    /** Copies the list. */
    public LinkSpec {
        faults = List.copyOf(faults);
    }

    /** Returns a link without faults. */
    public static LinkSpec to(String name, String upstream) {
        return new LinkSpec(name, null, upstream, List.of(), null, OptionalLong.empty());
    }

    /** Returns a link without faults. */
    public static LinkSpec to(String name, InetSocketAddress upstream) {
        return to(name, text(upstream));
    }

    /** Returns this listening there, as a server that is bound there would. */
    public LinkSpec listeningOn(InetSocketAddress local) {
        return new LinkSpec(name, text(local), upstream, faults, framing, seed);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Returns this born with these faults. */
    public LinkSpec with(Injection... injections) {
        return new LinkSpec(name, listen, upstream, List.of(injections), framing, seed);
    }

    /** Returns this with frames. */
    public LinkSpec framed(Framing frames) {
        return new LinkSpec(name, listen, upstream, faults, frames, seed);
    }

    /** Returns this with a seed of its own. */
    public LinkSpec seeded(long own) {
        return new LinkSpec(name, listen, upstream, faults, framing, OptionalLong.of(own));
    }
}
