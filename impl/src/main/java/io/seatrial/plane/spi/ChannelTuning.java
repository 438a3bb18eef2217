package io.seatrial.plane.spi;

/**
 * The socket options of a channel. A simulated network ignores those that it has no counterpart for.
 *
 * @param noDelay {@code TCP_NODELAY}
 * @param lingerSeconds {@code SO_LINGER} in seconds; 0 makes close a reset, negative leaves it off
 * @param bufferBytes {@code SO_RCVBUF} and {@code SO_SNDBUF} in bytes; 0 leaves the system's choice
 * @param halfClosure whether the end of the peer's stream leaves this side open for writing and is told as an
 *     {@link io.netty.channel.socket.ChannelInputShutdownEvent}; otherwise it closes the channel
 */
public record ChannelTuning(boolean noDelay, int lingerSeconds, int bufferBytes, boolean halfClosure) {

    /** No delay, orderly close, the system's buffers. */
    public static final ChannelTuning NO_DELAY = new ChannelTuning(true, -1, 0, false);

    /** No delay, and close is a reset. */
    public static final ChannelTuning RESET_ON_CLOSE = new ChannelTuning(true, 0, 0, false);

    /** Returns this tuning with half closure. */
    public ChannelTuning halfClosing() {
        return new ChannelTuning(noDelay, lingerSeconds, bufferBytes, true);
    }
}
