package io.seatrial.plane.spi;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to open a connection.
 *
 * @param timeout the bound on establishing it
 * @param tuning the socket options
 * @param near the event loop to run it on, so that work which began there stays there; null lets the network choose, which takes
 *     that of the calling thread if it is one
 */
public record ConnectOptions(
        Duration timeout, ChannelTuning tuning, @Nullable EventLoop near) {

    /** Creates options. */
    public ConnectOptions {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(tuning, "tuning");
    }

    /** Creates options without a wish for an event loop. */
    public static ConnectOptions within(Duration timeout, ChannelTuning tuning) {
        return new ConnectOptions(timeout, tuning, null);
    }
}
