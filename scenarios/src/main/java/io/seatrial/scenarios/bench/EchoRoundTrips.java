package io.seatrial.scenarios.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Requests to an echo, one after the other on one connection, by one thread that waits in the system: as little of our own as can be. */
final class EchoRoundTrips implements AutoCloseable {

    private static final int CEILING_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final byte[] request;

    /**
     * What one turn took, in microseconds.
     *
     * @param median of a half
     * @param p99 of all but one in a hundred
     */
    record Times(double median, double p99) {}

    EchoRoundTrips(InetSocketAddress echo, int bytes) {
        this.request = new byte[bytes];
        try {
            socket.connect(echo, CEILING_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(CEILING_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes requests for a while. */
    Times run(Duration span) {
        Histogram nanos = new Histogram(3);
        byte[] answer = new byte[request.length];
        try {
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            long end = System.nanoTime() + span.toNanos();
            long before = System.nanoTime();
            while (before - end < 0) {
                out.write(request);
                in.readFully(answer);
                long after = System.nanoTime();
                nanos.recordValue(after - before);
                before = after;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the echo of the benchmark", e);
        }
        return new Times(nanos.getValueAtPercentile(50) / 1e3, nanos.getValueAtPercentile(99) / 1e3);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
