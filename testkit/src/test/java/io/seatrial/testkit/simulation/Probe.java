package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last handler of a channel: writes down what it is told, in the words of the contract. */
final class Probe extends ChannelInboundHandlerAdapter {

    private final List<String> events = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Channel channel;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        synchronized (events) {
            channel = context.channel();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        add("active");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        add("inactive");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        synchronized (events) {
            text.append(bytes.toString(StandardCharsets.US_ASCII));
        }
        bytes.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            add("end of input after " + received());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        add(describe(cause));
    }

    /** Says an I/O error without what differs between the transports of Netty. */
    static String describe(Throwable cause) {
        boolean reset = String.valueOf(cause.getMessage()).contains("Connection reset");
        return cause instanceof IOException && reset ? "reset" : cause.toString();
    }

    private void add(String event) {
        synchronized (events) {
            events.add(event);
        }
    }

    /** Returns what happened, without the bytes. */
    List<String> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** Returns whether the channel has ended. */
    boolean isInactive() {
        return events().contains("inactive");
    }

    /** Returns how many bytes arrived. */
    int received() {
        synchronized (events) {
            return text.length();
        }
    }

    /** Returns the bytes that arrived. */
    String text() {
        synchronized (events) {
            return text.toString();
        }
    }

    /** Returns whether there is a channel yet. */
    boolean isOpened() {
        synchronized (events) {
            return channel != null;
        }
    }

    /** Returns the channel. */
    Channel channel() {
        synchronized (events) {
            return Objects.requireNonNull(channel, "no channel yet");
        }
    }

    /** Writes a text and flushes it. */
    ChannelFuture send(String message) {
        return channel().writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.US_ASCII));
    }
}
