package io.seatrial.testkit.zoo.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutation;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Mutations that put a handler between a plane's channels and its own handlers. */
public final class Sockets {

    private Sockets() {}

    /** Returns a mutation that changes what accepted channels send and read. */
    public static Mutation accepted(Supplier<ChannelHandler> handler) {
        return processes(setup -> accepting(setup, handler));
    }

    /** Returns a setup of a process in which accepted channels have a handler before the plane's own. */
    public static ProcessSetup accepting(ProcessSetup setup, Supplier<ChannelHandler> handler) {
        return setup.withIo(new ForwardingIo(setup.io()) {
            @Override
            public CompletionStage<Listener> listen(
                    InetSocketAddress local, NetworkIo.ChannelInitializer initializer, ChannelTuning tuning) {
                return super.listen(
                        local,
                        channel -> {
                            channel.pipeline().addLast(handler.get());
                            initializer.initialize(channel);
                        },
                        tuning);
            }
        });
    }

    /** Returns a mutation that changes what channels send and read that the plane has connected. */
    public static Mutation connected(Supplier<ChannelHandler> handler) {
        return processes(setup -> setup.withIo(new ForwardingIo(setup.io()) {
            @Override
            public CompletionStage<Channel> connect(
                    InetSocketAddress remote, ChannelHandler first, ConnectOptions options) {
                return super.connect(remote, both(handler.get(), first), options);
            }
        }));
    }

    private static ChannelHandler both(ChannelHandler tap, ChannelHandler first) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(tap, first);
            }
        };
    }

    private static Mutation processes(UnaryOperator<ProcessSetup> change) {
        return new Mutation() {
            @Override
            protected ProcessSetup setup(ProcessSetup setup) {
                return change.apply(setup);
            }
        };
    }
}
