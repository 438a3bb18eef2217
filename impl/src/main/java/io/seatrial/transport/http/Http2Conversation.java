package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.serving.PhaseDeadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP/2, as far as it concerns all of its streams: what they may hold together, signs of life, windows, what the
 * peer sends for nothing, and the end. On the channel's event loop.
 */
final class Http2Conversation extends ChannelInboundHandlerAdapter implements Conversation {

    private static final long KEEP_ALIVE_PING = 0x414c495645000001L;

    private final ServerScope scope;
    private final Http2End last;
    private final KeepAlive keepAlive;
    private final WindowGrowth windows;
    private final FloodGuard resets;
    private final FloodGuard controls;
    private final PhaseDeadline unused;
    private final PhaseDeadline idle;
    private final PhaseDeadline stuck;
    private @Nullable ChannelHandlerContext context;
    private @Nullable OpenExchanges exchanges;
    private long heldBytes;
    private boolean used;
    private boolean over;

    Http2Conversation(ServerScope scope, Http2End last) {
        this.scope = scope;
        this.last = last;
        Http2Limits limits = scope.limits().http2();
        LongSupplier nanoTime = scope.io()::nanoTime;
        this.keepAlive =
                new KeepAlive(nanoTime, limits.pingInterval(), limits.pingTimeout(), this::ping, this::closeNow);
        this.windows = new WindowGrowth(nanoTime, limits);
        this.resets = new FloodGuard(nanoTime);
        this.controls = new FloodGuard(nanoTime);
        Duration bound = scope.limits().exchangeTimeout();
        this.unused = new PhaseDeadline(nanoTime, bound, this::end);
        this.idle = new PhaseDeadline(nanoTime, scope.limits().idleTimeout(), this::end);
        this.stuck = new PhaseDeadline(nanoTime, bound, this::closeNow);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        exchanges = new OpenExchanges(scope.io(), scope.limits().exchangeTimeout(), loop());
        keepAlive.start(loop());
        watchIdleness();
        windows.open(added);
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    private OpenExchanges exchanges() {
        return Objects.requireNonNull(exchanges, "exchanges");
    }

    private EventLoop loop() {
        return context().channel().eventLoop();
    }

    /** A stream was opened. */
    void began(Http2Exchange exchange) {
        used = true;
        exchanges().add(exchange);
        watchIdleness();
    }

    /** A stream is closed. */
    void ended(Http2Exchange exchange) {
        exchanges().remove(exchange);
        watchIdleness();
    }

    /** A request was answered. */
    void answered() {
        resets.answered();
        controls.answered();
    }

    /** The peer reset a stream whose request was not answered. */
    void resetBeforeAnswer() {
        if (resets.isExceeded()) {
            calm("too many streams reset");
        }
    }

    /** Bytes came that count against the windows. */
    void bodyCame(int bytes) {
        windows.came(context(), bytes);
    }

    /** An unfinished body has become larger. Returns whether the connection may hold that much. */
    boolean mayHold(int moreBytes) {
        heldBytes += moreBytes;
        return heldBytes <= scope.limits().maxUnfinishedBytes();
    }

    /** An unfinished body is no longer held, or no longer unfinished. */
    void holdsLess(int bytes) {
        heldBytes -= bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof Http2PingFrame ping && ping.ack()) {
            if (ping.content() == WindowGrowth.PING) {
                windows.measured(context);
            }
        } else if ((frame instanceof Http2PingFrame || frame instanceof Http2SettingsFrame) && controls.isExceeded()) {
            calm("too many control frames");
        }
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        keepAlive.heard(); // and the codec flushes
    }

    private void ping() {
        context().writeAndFlush(new DefaultHttp2PingFrame(KEEP_ALIVE_PING));
    }

    private void watchIdleness() {
        boolean quiet = exchanges().isEmpty() && !over;
        unused.update(quiet && !used, loop());
        idle.update(quiet && used, loop());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stuck.update(!context.channel().isWritable(), loop());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void announceEnd() {
        // No stream is above this number: the peer may still have opened some that are on their way.
        goAway(Integer.MAX_VALUE);
    }

    @Override
    public void end() {
        if (!over) {
            over = true;
            exchanges().abandonUnfinished();
            goAway(0);
            last.inOrder();
            context().close();
        }
    }

    /** Cuts off a peer that keeps the server busy for nothing. Netty closes the connection behind such a frame. */
    private void calm(String why) {
        if (!over) {
            over = true;
            ByteBuf reason = Unpooled.copiedBuffer(why, StandardCharsets.US_ASCII);
            context().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM, reason));
            if (!context().channel().isWritable()) {
                closeNow();
            }
        }
    }

    private void goAway(int extraStreams) {
        context().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(extraStreams));
    }

    /** Closes without waiting for streams: the first handler's own close is not asked. */
    private void closeNow() {
        context().pipeline().firstContext().close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end(); // every whole request has been answered, and no other will come
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        keepAlive.stop();
        unused.cancel();
        idle.cancel();
        stuck.cancel();
        exchanges().cancelTimer();
    }

    /** What breaks the protocol Netty answers itself, and then closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            if (!(cause instanceof IOException)) {
                context.fireExceptionCaught(cause); // a mistake of ours: Netty reports it
            }
            context.close();
        }
    }
}
