package io.seatrial.testkit.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options of a socket, beside those of every channel. What has no counterpart here ({@code TCP_NODELAY}) is kept and has no effect. */
final class SimulatedChannelConfig extends DefaultChannelConfig {

    private final Map<ChannelOption<?>, Object> values = new LinkedHashMap<>();
    private final Runnable changed;
    private final Runnable autoReadCleared;

    /**
     * Creates a configuration.
     *
     * @param changed told when an option of a socket was set
     * @param autoReadCleared told when nothing more is to be read unasked
     */
    SimulatedChannelConfig(Channel channel, Runnable changed, Runnable autoReadCleared) {
        super(channel);
        this.changed = changed;
        this.autoReadCleared = autoReadCleared;
        values.put(ChannelOption.ALLOW_HALF_CLOSURE, false);
        values.put(ChannelOption.SO_LINGER, -1);
        values.put(ChannelOption.SO_RCVBUF, Fabric.DEFAULT_BUFFER_BYTES);
        values.put(ChannelOption.SO_SNDBUF, Fabric.DEFAULT_BUFFER_BYTES);
        values.put(ChannelOption.SO_KEEPALIVE, false);
        values.put(ChannelOption.SO_REUSEADDR, false);
        values.put(ChannelOption.TCP_NODELAY, false);
    }

    boolean isAllowHalfClosure() {
        return get(ChannelOption.ALLOW_HALF_CLOSURE);
    }

    int linger() {
        return get(ChannelOption.SO_LINGER);
    }

    int sendBuffer() {
        return get(ChannelOption.SO_SNDBUF);
    }

    int receiveBuffer() {
        return get(ChannelOption.SO_RCVBUF);
    }

    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(super.getOptions(), values.keySet().toArray(ChannelOption<?>[]::new));
    }

    @Override
    public <T> @Nullable T getOption(ChannelOption<T> option) {
        return values.containsKey(option) ? get(option) : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (!values.containsKey(option)) {
            return super.setOption(option, value);
        }
        validate(option, value);
        values.put(option, value);
        changed.run();
        return true;
    }

    @Override
    protected void autoReadCleared() {
        autoReadCleared.run();
    }

    @SuppressWarnings("unchecked") // an option's value has the option's type: setOption sees to that
    private <T> T get(ChannelOption<T> option) {
        return (T) Objects.requireNonNull(values.get(option));
    }
}
