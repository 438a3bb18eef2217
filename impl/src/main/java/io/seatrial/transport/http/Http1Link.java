package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.wire.OsErrors;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP/1.1: one request at a time, and always read, so that its end is noticed at once. A request that was begun is
 * not sent a second time, whatever becomes of it: nobody knows whether it was run.
 */
final class Http1Link extends Link {

    private static final String UNASKED = "received unexpected message from connection";

    private final ClientScope scope;
    private @Nullable HttpSend current;
    private @Nullable Answer answer;
    private @Nullable ChannelFuture written;

    Http1Link(ClientScope scope, Origin origin) {
        super(origin, 1);
        this.scope = scope;
    }

    @Override
    void prepare(ChannelHandlerContext own) {
        HttpDecoderConfig config =
                new HttpDecoderConfig().setMaxHeaderSize(scope.limits().maxHeaderBytes());
        own.pipeline().addBefore(own.name(), null, new HttpClientCodec(config, false, false));
    }

    @Override
    void send(HttpSend send) {
        String failure = failure();
        if (failure != null) {
            origin().pool().execute(() -> origin().handedBack(this, send, origin().broken(send, failure)));
        } else if (send.isEnded()) {
            finish(send);
        } else {
            ByteBuf payload = send.takePayload();
            if (payload == null) {
                throw new IllegalStateException("A request without its payload");
            }
            current = send;
            written = context().writeAndFlush(request(send, payload));
            written.addListener((ChannelFuture done) -> {
                if (done.cause() != null) {
                    cut(OsErrors.text(done.cause()));
                }
            });
        }
    }

    private DefaultFullHttpRequest request(HttpSend send, ByteBuf payload) {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, send.target().path(), payload);
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
        send.headers().forEach(headers::add);
        if (scope.behaviour().sendsAccept()) {
            headers.add(HttpHeaderNames.ACCEPT, "*/*");
        }
        headers.set(HttpHeaderNames.HOST, send.target().authority());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, payload.readableBytes());
        return request;
    }

    @Override
    public void channelRead(ChannelHandlerContext own, Object message) {
        try {
            if (current == null) {
                cut(UNASKED);
            } else if (((HttpObject) message).decoderResult().isFailure()) {
                cut("invalid HTTP answer: "
                        + ((HttpObject) message).decoderResult().cause().getMessage());
            } else {
                read(current, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpSend send, Object message) {
        if (message instanceof HttpResponse head && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            answer = new Answer(
                    head.status().code(),
                    HttpUtil.isKeepAlive(head),
                    scope.limits().maxBodyBytes());
        }
        if (message instanceof HttpContent content && answer != null) {
            if (!answer.add(content.content())) {
                cut(Answer.TOO_LARGE);
            } else if (content instanceof LastHttpContent) {
                complete(send, answer);
            }
        }
    }

    private void complete(HttpSend send, Answer whole) {
        boolean reusable = whole.keepAlive() && written != null && written.isDone() && failure() == null;
        current = null;
        answer = null;
        if (!reusable) {
            fail(CLOSED_BY_PEER);
            origin().pool().execute(() -> origin().retired(this));
        }
        finish(send); // before its caller hears of it, so that the next request finds the connection free
        send.answered(whole.status(), whole.body());
    }

    /** The connection goes with the request: what comes on it from now on is the answer to that. */
    @Override
    void stop(HttpSend send) {
        if (current == send) {
            cut("request given up");
        }
    }

    @Override
    void broke(String reason) {
        HttpSend send = current;
        current = null;
        if (send != null) {
            if (answer == null) {
                send.failBroken(reason);
            } else {
                send.failBrokenOff(reason);
            }
            finish(send);
        }
    }

    private void finish(HttpSend send) {
        send.discard();
        origin().pool().execute(() -> origin().finished(this, send));
    }
}
