package io.seatrial.transport.http;

import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Netty's codec of HTTP/2 frames as both sides use it. It bounds by itself what a peer can make it hold: header blocks, fragments of them,
 * empty frames, and answers to control frames that the peer does not read.
 */
final class Http2Codecs {

    /** Acknowledgements of settings and pings, and resets, that wait to be written; with one more the connection ends. */
    private static final int MAX_WAITING_CONTROL_FRAMES = 1000;

    private Http2Codecs() {}

    static Http2FrameCodec server(ServerLimits limits) {
        Http2Settings settings = granted(limits.http2(), limits.maxHeaderBytes())
                .maxConcurrentStreams(limits.http2().maxStreams());
        return hardened(Http2FrameCodecBuilder.forServer(), settings).build();
    }

    static Http2FrameCodec client(Http2Limits limits, int maxHeaderBytes) {
        Http2Settings settings = granted(limits, maxHeaderBytes).pushEnabled(false);
        return hardened(Http2FrameCodecBuilder.forClient(), settings).build();
    }

    private static Http2Settings granted(Http2Limits limits, int maxHeaderBytes) {
        return new Http2Settings()
                .maxFrameSize(limits.maxFrameBytes())
                .initialWindowSize(limits.streamWindow())
                .maxHeaderListSize(maxHeaderBytes);
    }

    /** Resets that the peer sends are counted by {@link FloodGuard}, which knows how many requests there were beside them. */
    private static Http2FrameCodecBuilder hardened(Http2FrameCodecBuilder builder, Http2Settings settings) {
        return builder.initialSettings(settings)
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .encoderEnforceMaxQueuedControlFrames(MAX_WAITING_CONTROL_FRAMES)
                .decoderEnforceMaxRstFramesPerWindow(0, 0)
                .gracefulShutdownTimeoutMillis(AcceptedConnection.END_BOUND.toMillis());
    }
}
