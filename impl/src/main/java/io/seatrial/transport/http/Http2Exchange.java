package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One stream of a connection that speaks HTTP/2: a request and its answer. On the connection's event loop. */
final class Http2Exchange extends ChannelInboundHandlerAdapter {

    private static final Http2Headers GO_ON =
            ReadOnlyHttp2Headers.serverHeaders(false, HttpResponseStatus.CONTINUE.codeAsText());

    /** When the stream must have ended. */
    long deadline;

    private final ServerScope scope;
    private final Http2Conversation conversation;
    private final Channel stream;
    private final Exchange exchange;
    private @Nullable Http2Headers head;
    private boolean answered;
    private boolean requestEnded;

    Http2Exchange(ServerScope scope, Http2Conversation conversation, Channel stream) {
        this.scope = scope;
        this.conversation = conversation;
        this.stream = stream;
        this.exchange = new Exchange(scope, stream.alloc());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof Http2DataFrame data) {
            conversation.bodyCame(data.initialFlowControlledBytes());
            more(data);
        } else if (frame instanceof Http2HeadersFrame headers) {
            if (head == null) {
                begin(headers);
            } else if (headers.isEndStream()) { // fields behind the body say nothing to us
                end(Unpooled.EMPTY_BUFFER);
            }
        } else {
            ReferenceCountUtil.release(frame);
        }
    }

    private void begin(Http2HeadersFrame frame) {
        Http2Headers headers = frame.headers();
        head = headers;
        requestEnded = frame.isEndStream();
        conversation.began(this);
        CharSequence path = headers.path();
        long length = headers.getLong(HttpHeaderNames.CONTENT_LENGTH, -1L);
        Reply refusal = exchange.begin(String.valueOf(headers.method()), path == null ? "" : path.toString(), length);
        if (refusal != null) {
            respond(refusal);
        } else if (requestEnded) {
            end(Unpooled.EMPTY_BUFFER);
        } else if (headers.contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true)) {
            stream.write(new DefaultHttp2HeadersFrame(GO_ON, false));
        }
    }

    private void more(Http2DataFrame data) {
        requestEnded |= data.isEndStream();
        if (answered) {
            data.release();
        } else if (data.isEndStream()) {
            end(data.content());
        } else {
            int before = exchange.heldBytes();
            Reply refusal = exchange.add(data.content());
            if (refusal == null && !conversation.mayHold(exchange.heldBytes() - before)) {
                refusal = scope.refusals().tooMuchUnfinished();
            }
            if (refusal != null) {
                drop();
                respond(refusal);
            }
        }
    }

    private void end(ByteBuf last) {
        requestEnded = true;
        Http2Headers headers = head;
        if (answered || headers == null) {
            last.release();
            return;
        }
        conversation.holdsLess(exchange.heldBytes());
        respond(exchange.end(last, headers, stream.eventLoop()));
    }

    private void respond(Reply reply) {
        answered = true;
        conversation.answered();
        boolean bodiless = reply.text().isEmpty()
                || (head != null && HttpMethod.HEAD.asciiName().contentEquals(String.valueOf(head.method())));
        ByteBuf text = bodiless ? Unpooled.EMPTY_BUFFER : ByteBufUtil.writeUtf8(stream.alloc(), reply.text());
        Http2Headers headers =
                new DefaultHttp2Headers(false).status(reply.status().codeAsText());
        if (reply.hasContentType()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, Reply.CONTENT_TYPE);
        }
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
        if (reply.allowsPost()) {
            headers.set(HttpHeaderNames.ALLOW, HttpMethod.POST.asciiName());
        }
        ChannelFuture written = stream.write(new DefaultHttp2HeadersFrame(headers, bodiless));
        if (!bodiless) {
            written = stream.write(new DefaultHttp2DataFrame(text, true));
        }
        if (!requestEnded) {
            written.addListener(this::stopRequest);
        }
    }

    /** The answer is complete, and the rest of the request is not wanted (RFC 9113, 8.1). */
    private void stopRequest(Future<? super Void> written) {
        if (!requestEnded && stream.isActive()) {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame && !answered) {
            answered = true;
            drop();
            conversation.resetBeforeAnswer();
        }
    }

    /** The bound on the stream is over: the rest of the request did not come, or the peer gives no room for the answer. */
    void overdue() {
        drop();
        reset();
    }

    /** The rest of the request will not come. */
    void abandonUnfinished() {
        if (!requestEnded) {
            drop();
            reset();
        }
    }

    private void reset() {
        answered = true;
        stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    }

    private void drop() {
        conversation.holdsLess(exchange.heldBytes());
        exchange.drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        conversation.ended(this);
    }

    /** What Netty found wrong with the stream: it resets the stream itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answered = true;
        drop();
        context.fireExceptionCaught(cause);
    }
}
