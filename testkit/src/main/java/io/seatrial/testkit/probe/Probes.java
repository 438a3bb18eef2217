package io.seatrial.testkit.probe;

import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.time.Waits;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Makes raw connections and listeners on one host of a trial. */
public final class Probes {

    private final NetworkIo io;
    private final Waits waits;
    private final AtomicInteger made = new AtomicInteger();

    /** Creates a maker of probes on a host. */
    public Probes(NetworkIo io, Waits waits) {
        this.io = io;
        this.waits = waits;
    }

    /** Connects, or completes with the failure of the socket API. */
    public CompletionStage<WireProbe> connect(InetSocketAddress remote) {
        Incoming incoming = new Incoming();
        String name = "raw connection " + made.incrementAndGet();
        return io.connect(remote, incoming, ConnectOptions.within(waits.budget().ceiling(), ChannelTuning.NO_DELAY))
                .thenApply(channel -> new WireProbe(name, io, channel, incoming, waits));
    }

    /**
     * Listens.
     *
     * @param local where; port 0 lets the network choose
     * @param onAccept hears of each connection, on its event loop
     */
    public CompletionStage<RawListener> listen(InetSocketAddress local, Consumer<WireProbe> onAccept) {
        Queue<WireProbe> waiting = RawListener.newQueue();
        AtomicInteger accepted = new AtomicInteger();
        return io.listen(
                        local,
                        channel -> {
                            Incoming incoming = new Incoming();
                            channel.pipeline().addLast(incoming);
                            String name = "accepted connection " + accepted.incrementAndGet();
                            WireProbe probe = new WireProbe(name, io, channel, incoming, waits);
                            onAccept.accept(probe);
                            waiting.add(probe);
                        },
                        ChannelTuning.NO_DELAY)
                .thenApply(listener -> new RawListener(listener, waits, waiting, accepted));
    }
}
