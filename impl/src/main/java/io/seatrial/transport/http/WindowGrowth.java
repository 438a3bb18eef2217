package io.seatrial.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets the windows of a connection follow its bandwidth: while bodies come it measures, by a ping, how many bytes come in one round trip.
 * If they nearly fill the window, the window is what holds the peer back, and is made twice as large as what came.
 */
final class WindowGrowth {

    /** No window grows beyond it. */
    static final int LARGEST_WINDOW = 16 * 1024 * 1024;

    /** Tells its pings from those of {@link KeepAlive}. */
    static final long PING = 0x57494e444f570001L;

    /** Not more than one measurement in this time: to some peers many pings are an attack. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier nanoTime;
    private final boolean growing;
    private final int missing;
    private int window;
    private long measured;
    private boolean measuring;
    private long lastPing;

    WindowGrowth(LongSupplier nanoTime, Http2Limits limits) {
        this.nanoTime = nanoTime;
        this.growing = limits.growing();
        this.window = limits.streamWindow();
        this.missing = limits.connectionWindow() - ofConnection(window);
        this.lastPing = nanoTime.getAsLong() - PAUSE_NANOS;
    }

    /** Makes the window of the connection as large as it is to begin with; Netty has made it as large as follows from that of a stream. */
    void open(ChannelHandlerContext context) {
        if (missing > 0) {
            context.writeAndFlush(new DefaultHttp2WindowUpdateFrame(missing));
        }
    }

    /** Bytes of bodies have come, which count against the windows. */
    void came(ChannelHandlerContext context, int bytes) {
        if (!growing || window >= LARGEST_WINDOW) {
            return;
        }
        if (measuring) {
            measured += bytes;
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - lastPing >= PAUSE_NANOS) {
            lastPing = now;
            measuring = true;
            measured = bytes;
            context.write(new DefaultHttp2PingFrame(PING));
        }
    }

    /** The answer to the ping has come. */
    void measured(ChannelHandlerContext context) {
        measuring = false;
        if (measured < window / 3 * 2L) {
            return;
        }
        int larger = (int) Math.min(LARGEST_WINDOW, Math.max(measured * 2, window * 2L));
        context.write(new DefaultHttp2SettingsFrame(new Http2Settings().initialWindowSize(larger)));
        context.write(new DefaultHttp2WindowUpdateFrame(larger - window));
        context.flush();
        window = larger;
    }

    /** Netty widens the window of a connection by twice what that of a stream is wider than the protocol's default. */
    private static int ofConnection(int streamWindow) {
        return Http2CodecUtil.DEFAULT_WINDOW_SIZE + 2 * Math.max(0, streamWindow - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
    }
}
