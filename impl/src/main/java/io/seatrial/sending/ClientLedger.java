package io.seatrial.sending;

import io.seatrial.plane.ClientStats;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of a client. In the reference each request is counted twice: when it is handed over, and once more before its future
 * completes, as answered or as failed. So the two sides are equal whenever nothing is in flight (dynamo-manager.md 7.9: 151).
 */
public final class ClientLedger {

    private final boolean countsEverything;
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder latencyNanos = new LongAdder();

    /**
     * Creates counts of zero.
     *
     * @param countsEverything whether requests that no connection had are counted too, and connections and latency are told
     */
    public ClientLedger(boolean countsEverything) {
        this.countsEverything = countsEverything;
    }

    /** A request was handed over. */
    public void sent(int payloadBytes) {
        sent.increment();
        bytesSent.add(payloadBytes);
    }

    /** An acknowledgement came, also one that nobody waits for any more. */
    public void received(int bodyBytes) {
        if (bodyBytes > 0) {
            bytesReceived.add(bodyBytes);
        }
    }

    /** A request succeeded. */
    public void answered(long nanos) {
        answered.increment();
        latencyNanos.add(nanos);
    }

    /** A request failed on a connection. */
    public void failed() {
        failed.increment();
    }

    /** A request failed before it had a connection, or its caller gave it up: the model counts neither. */
    public void failedUnseen() {
        if (countsEverything) {
            failed.increment();
        }
    }

    /** Returns the counts, with the connections that there are now. */
    public ClientStats snapshot(int activeConnections, int idleConnections) {
        long responses = answered.sum();
        long micros = responses == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(latencyNanos.sum() / responses);
        return new ClientStats(
                sent.sum(),
                responses,
                failed.sum(),
                bytesSent.sum(),
                bytesReceived.sum(),
                countsEverything ? activeConnections : 0,
                countsEverything ? idleConnections : 0,
                countsEverything ? micros : 0);
    }
}
