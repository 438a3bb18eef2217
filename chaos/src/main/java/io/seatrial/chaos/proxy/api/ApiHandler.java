package io.seatrial.chaos.proxy.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** One connection of a client: answers its requests one after the other. */
final class ApiHandler extends ChannelInboundHandlerAdapter {

    private static final String REQUEST_ID = "X-Toxiproxy-Request-Id";

    private final Dispatcher dispatcher;
    private final Supplier<String> requestIds;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    ApiHandler(Dispatcher dispatcher, Supplier<String> requestIds) {
        this.dispatcher = dispatcher;
        this.requestIds = requestIds;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add((FullHttpRequest) message);
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        FullHttpRequest request = waiting.remove();
        Optional<String> refusal = Dispatcher.refusal(request);
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
            request.release();
            return;
        }
        Dispatcher.Outcome outcome = dispatcher.dispatch(request);
        outcome.answer()
                .thenAcceptAsync(
                        answer -> {
                            write(context, request, outcome.routed(), answer);
                            request.release();
                            busy = false;
                            next(context);
                        },
                        context.executor());
    }

    /** Answers what is no request: without a length, so the end of the connection ends the answer. */
    private static void refuse(ChannelHandlerContext context, String line) {
        int space = line.indexOf(' ');
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                new HttpResponseStatus(Integer.parseInt(line.substring(0, space)), line.substring(space + 1)),
                Unpooled.copiedBuffer(line, StandardCharsets.UTF_8));
        response.headers().set("Content-Type", Answer.TEXT);
        response.headers().set("Connection", HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void write(ChannelHandlerContext context, FullHttpRequest request, boolean routed, Answer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean head = request.method().equals(HttpMethod.HEAD);
        FullHttpResponse response = new DefaultFullHttpResponse(
                request.protocolVersion(),
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        answer.contentType().ifPresent(type -> headers.set("Content-Type", type));
        answer.location().ifPresent(location -> headers.set("Location", location));
        if (answer.isPlainError()) {
            headers.set("X-Content-Type-Options", "nosniff");
        }
        if (routed) {
            headers.set(REQUEST_ID, requestIds.get());
        }
        headers.set("Date", DateFormatter.format(new Date()));
        if (answer.status() != HttpResponseStatus.NO_CONTENT.code() && !(head && body.length == 0)) {
            headers.set("Content-Length", body.length);
        }
        boolean keep = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(headers, request.protocolVersion(), keep);
        if (!keep && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            headers.set("Connection", HttpHeaderValues.CLOSE);
        }
        var written = context.writeAndFlush(response);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
