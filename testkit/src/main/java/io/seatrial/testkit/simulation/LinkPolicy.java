package io.seatrial.testkit.simulation;

import java.util.random.RandomGenerator;

/**
 * How a link carries what is put on it. It is asked for each segment; what it draws comes from the link's own random stream. Whatever
 * it answers, the bytes of a link arrive in order, each once.
 */
public interface LinkPolicy {

    /** A latency that means: not now. The link stands still until {@link SimulatedWorld#resume()}, and is then asked again. */
    long HELD = -1;

    /**
     * Returns how many of the bytes that wait go into the next segment.
     *
     * @param waiting how many there are, at least 1, from one write or from several
     * @return from 1 to {@code waiting}
     */
    int segmentBytes(Link link, int waiting, RandomGenerator random);

    /**
     * Returns how long a segment travels.
     *
     * @param bytes its length; 0 for what carries no bytes: the handshake, the end of the stream, a reset
     * @return nanoseconds, or {@link #HELD}
     */
    long latencyNanos(Link link, int bytes, RandomGenerator random);

    /** Returns the policy of a healthy network that does not flatter: see {@link HealthyLinks}. */
    static LinkPolicy healthy() {
        return HealthyLinks.INSTANCE;
    }
}
