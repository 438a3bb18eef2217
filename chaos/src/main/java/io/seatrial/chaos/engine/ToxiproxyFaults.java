package io.seatrial.chaos.engine;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Distribution;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Slicer;
import io.seatrial.chaos.fault.SlowClose;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;
import java.io.IOException;
import java.util.Optional;

/** Which faults a Toxiproxy server can carry out, and as what. */
final class ToxiproxyFaults {

    private static final long NANOS_PER_MICRO = 1000;

    private ToxiproxyFaults() {}

    static Optional<String> obstacle(Injection injection) {
        Fault fault = injection.fault();
        if (!injection.target().moment().equals(Moment.AT_ONCE)) {
            return Optional.of("Toxiproxy cannot wait for a moment of a connection");
        }
        if (fault instanceof Latency latency && latency.distribution() != Distribution.UNIFORM) {
            return Optional.of("Toxiproxy spreads delays uniformly only");
        }
        if (fault instanceof CutAfterBytes cut && cut.ending() == Ending.RESET) {
            return Optional.of("Toxiproxy can only close behind a limit");
        }
        boolean known = fault instanceof Latency
                || fault instanceof CutAfterBytes
                || fault instanceof Bandwidth
                || fault instanceof Down
                || fault instanceof ResetOnData
                || fault instanceof Slicer
                || fault instanceof SlowClose
                || fault instanceof Stall
                || fault instanceof Timeout;
        return known ? Optional.empty() : Optional.of("Toxiproxy has no such fault");
    }

    /** Adds the toxic of a fault that has no obstacle. */
    static void add(Proxy proxy, Injection injection) throws IOException {
        Fault fault = injection.fault();
        if (fault instanceof Down) {
            proxy.disable();
            return;
        }
        String name = injection.name();
        ToxicDirection stream = injection.target().direction() == Direction.UPSTREAM
                ? ToxicDirection.UPSTREAM
                : ToxicDirection.DOWNSTREAM;
        Toxic toxic = toxic(proxy.toxics(), fault, name, stream);
        if (injection.probability() < 1) {
            toxic.setToxicity((float) injection.probability());
        }
    }

    private static Toxic toxic(ToxicList toxics, Fault fault, String name, ToxicDirection stream) throws IOException {
        if (fault instanceof Latency latency) {
            var toxic = toxics.latency(name, stream, latency.delay().toMillis());
            return latency.jitter().isZero()
                    ? toxic
                    : toxic.setJitter(latency.jitter().toMillis());
        } else if (fault instanceof CutAfterBytes cut) {
            return toxics.limitData(name, stream, cut.bytes());
        } else if (fault instanceof Bandwidth bandwidth) {
            return toxics.bandwidth(name, stream, bandwidth.kilobytesPerSecond());
        } else if (fault instanceof Stall) {
            return toxics.bandwidth(name, stream, 0); // its end is a matter of time, which the engine keeps
        } else if (fault instanceof ResetOnData reset) {
            return toxics.resetPeer(name, stream, reset.delay().toMillis());
        } else if (fault instanceof SlowClose slow) {
            return toxics.slowClose(name, stream, slow.delay().toMillis());
        } else if (fault instanceof Timeout timeout) {
            return toxics.timeout(name, stream, timeout.time().toMillis());
        } else if (fault instanceof Slicer slicer) {
            var toxic = toxics.slicer(
                    name, stream, slicer.averageSize(), slicer.delay().toNanos() / NANOS_PER_MICRO);
            return slicer.variation() == 0 ? toxic : toxic.setSizeVariation(slicer.variation());
        }
        throw new IllegalStateException("no toxic for " + fault.type());
    }

    static void remove(Proxy proxy, Injection injection) throws IOException {
        if (injection.fault() instanceof Down) {
            proxy.enable();
        } else {
            proxy.toxics().get(injection.name()).remove();
        }
    }
}
