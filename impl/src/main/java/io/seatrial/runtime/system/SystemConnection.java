package io.seatrial.runtime.system;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the system server. It answers one request after the other, and reads nothing while it is at one; what came together with
 * it waits. A peer that does not complete a request, or does not take its answer, within the bound is cut off.
 */
final class SystemConnection extends ChannelInboundHandlerAdapter {

    /** The most requests that may wait; nobody who wants answers sends more at once. */
    private static final int MOST_WAITING = 16;

    private final SystemPages pages;
    private final Duration bound;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable Future<?> deadline;
    private boolean busy;

    SystemConnection(SystemPages pages, Duration bound) {
        this.pages = pages;
        this.bound = bound;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        setDeadline(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        clearDeadline();
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        FullHttpRequest request = (FullHttpRequest) message;
        if (waiting.size() >= MOST_WAITING) {
            request.release();
            context.close();
            return;
        }
        waiting.add(request);
        proceed(context);
    }

    /** Takes the next request that is there, if none is being answered. */
    private void proceed(ChannelHandlerContext context) {
        FullHttpRequest next = busy ? null : waiting.poll();
        if (next == null) {
            return;
        }
        busy = true;
        context.channel().config().setAutoRead(false);
        clearDeadline(); // a route has a bound of its own
        try {
            handle(context, next);
        } finally {
            next.release();
        }
    }

    private void handle(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (request.decoderResult().isFailure()) {
            Page page = Page.text(HttpResponseStatus.BAD_REQUEST, "The request is not HTTP that can be read");
            answer(context, page, false, false);
            return;
        }
        String path;
        try {
            path = new QueryStringDecoder(request.uri()).path();
        } catch (IllegalArgumentException e) {
            answer(context, Page.text(HttpResponseStatus.BAD_REQUEST, "The path cannot be read"), false, false);
            return;
        }
        if (pages.isReadOnly(path) && !head && !request.method().equals(HttpMethod.GET)) {
            answer(context, Page.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET is allowed"), keepAlive, false);
            return;
        }
        pages.page(path, ByteBufUtil.getBytes(request.content()))
                .exceptionally(failure ->
                        Page.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The page could not be made: " + failure))
                .thenAccept(page -> context.executor().execute(() -> answer(context, page, keepAlive, head)));
    }

    private void answer(ChannelHandlerContext context, Page page, boolean keepAlive, boolean head) {
        if (!context.channel().isActive()) {
            return;
        }
        setDeadline(context);
        ByteBuf body = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(page.body());
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, page.status(), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, page.body().length);
        if (page.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.writeAndFlush(response).addListener(sent -> {
            if (keepAlive && sent.isSuccess()) {
                busy = false;
                setDeadline(context);
                context.channel().config().setAutoRead(true);
                proceed(context);
            } else {
                context.close();
            }
        });
    }

    private void setDeadline(ChannelHandlerContext context) {
        clearDeadline();
        deadline = context.executor().schedule(() -> context.close(), bound.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void clearDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // what the peer sends cannot be read, or it is gone
    }
}
