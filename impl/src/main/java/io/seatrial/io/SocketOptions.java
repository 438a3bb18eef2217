package io.seatrial.io;

import io.netty.channel.ChannelOption;
import io.seatrial.plane.spi.ChannelTuning;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says a channel's tuning in Netty's options. */
public final class SocketOptions {

    private SocketOptions() {}

    /** Returns the options to set; what the tuning leaves to the system is not among them. */
    public static Map<ChannelOption<Object>, Object> of(ChannelTuning tuning) {
        Map<ChannelOption<Object>, Object> options = new LinkedHashMap<>();
        if (tuning.noDelay()) {
            put(options, ChannelOption.TCP_NODELAY, true);
        }
        if (tuning.lingerSeconds() >= 0) {
            put(options, ChannelOption.SO_LINGER, tuning.lingerSeconds());
        }
        if (tuning.bufferBytes() > 0) {
            put(options, ChannelOption.SO_RCVBUF, tuning.bufferBytes());
            put(options, ChannelOption.SO_SNDBUF, tuning.bufferBytes());
        }
        if (tuning.halfClosure()) {
            put(options, ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        return options;
    }

    /** Takes the value with its option, so that the two agree in type. */
    @SuppressWarnings("unchecked") // the map hands each value back together with the option that it was put under
    private static <T> void put(Map<ChannelOption<Object>, Object> options, ChannelOption<T> option, T value) {
        options.put((ChannelOption<Object>) option, value);
    }
}
