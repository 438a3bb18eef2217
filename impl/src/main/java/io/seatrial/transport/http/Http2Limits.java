package io.seatrial.transport.http;

import io.netty.handler.codec.http2.Http2CodecUtil;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;

/**
 * What one side of an HTTP/2 connection grants the other, and how it sees whether the other is there.
 *
 * @param maxFrameBytes the largest frame that it takes
 * @param maxStreams how many streams it takes at once; a client opens no more, whatever the server takes
 * @param streamWindow the bytes that may come on a stream before they are taken
 * @param connectionWindow the same for all streams together
 * @param growing whether windows grow with the bandwidth that is measured, up to {@link WindowGrowth#LARGEST_WINDOW}
 * @param pingInterval the silence after which it asks for a sign of life; zero means never
 * @param pingTimeout how long it waits for that
 */
record Http2Limits(
        int maxFrameBytes,
        int maxStreams,
        int streamWindow,
        int connectionWindow,
        boolean growing,
        Duration pingInterval,
        Duration pingTimeout) {

    private static final int FRAMES_IN_STREAM_WINDOW = 4;
    private static final int FRAMES_IN_CONNECTION_WINDOW = 16;

    /** What the model's library announces (dynamo-manager.md 3.1). */
    private static final int MODEL_STREAMS = 200;

    private static final int MODEL_WINDOW = 1 << 20;

    /**
     * Reads the settings. Windows that do not grow take a number of the largest frames, as the model once meant to (dynamo-manager.md
     * 3.4); those that do begin as the model's library has them. The protocol's default would be so small that many streams at once
     * would have to share it in frames of a few bytes.
     */
    static Http2Limits of(Settings settings) {
        int frame = Math.min(settings.get(HttpSettings.MAX_FRAME_SIZE), Http2CodecUtil.MAX_FRAME_SIZE_UPPER_BOUND);
        boolean growing = settings.get(HttpSettings.ADAPTIVE_WINDOW);
        return new Http2Limits(
                frame,
                settings.get(HttpSettings.MAX_CONCURRENT_STREAMS),
                growing ? MODEL_WINDOW : frame * FRAMES_IN_STREAM_WINDOW,
                growing ? MODEL_WINDOW : frame * FRAMES_IN_CONNECTION_WINDOW,
                growing,
                settings.get(HttpSettings.KEEP_ALIVE_INTERVAL),
                settings.get(HttpSettings.KEEP_ALIVE_TIMEOUT));
    }

    /** Returns what the server of 1.0.x has: its settings for HTTP/2 are read and not used. */
    static Http2Limits ofModelServer() {
        return new Http2Limits(
                Http2CodecUtil.DEFAULT_MAX_FRAME_SIZE,
                MODEL_STREAMS,
                MODEL_WINDOW,
                MODEL_WINDOW,
                false,
                Duration.ZERO,
                Duration.ZERO);
    }
}
