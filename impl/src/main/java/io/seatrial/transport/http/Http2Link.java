package io.seatrial.transport.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2NoMoreStreamIdsException;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.OsErrors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP/2, a stream for each request. Nothing is sent on it before the peer has shown that it speaks HTTP/2 too; what
 * it sends before, the preface, is a request to nobody for whoever speaks HTTP/1.1 only.
 */
final class Http2Link extends Link {

    private static final long KEEP_ALIVE_PING = 0x414c495645000002L;

    private final ClientScope scope;
    private final KeepAlive keepAlive;
    private final WindowGrowth windows;
    private @Nullable ScheduledFuture<?> probe;
    private boolean ready;
    private boolean leaving;
    private boolean flushing;

    Http2Link(ClientScope scope, Origin origin) {
        super(origin, 0);
        this.scope = scope;
        Http2Limits limits = scope.limits().http2();
        this.keepAlive = new KeepAlive(
                scope.io()::nanoTime,
                limits.pingInterval(),
                limits.pingTimeout(),
                this::ping,
                () -> cut("keep-alive timed out"));
        this.windows = new WindowGrowth(scope.io()::nanoTime, limits);
    }

    @Override
    void prepare(ChannelHandlerContext own) {
        ChannelHandler noPush = new ChannelInboundHandlerAdapter();
        own.pipeline()
                .addBefore(own.name(), null, new FirstFrame(this::speaksNoHttp2))
                .addBefore(
                        own.name(),
                        null,
                        Http2Codecs.client(
                                scope.limits().http2(), scope.limits().maxHeaderBytes()))
                .addBefore(own.name(), null, new Http2MultiplexHandler(noPush));
    }

    @Override
    public void channelActive(ChannelHandlerContext own) {
        probe = loop().schedule(this::speaksNoHttp2, scope.limits().probeNanos(), TimeUnit.NANOSECONDS);
        windows.open(own);
    }

    private void speaksNoHttp2() {
        if (!ready && failure() == null) {
            cut("peer speaks no HTTP/2");
        }
    }

    @Override
    void send(HttpSend send) {
        if (send.isEnded()) {
            finish(send);
        } else if (leaving || failure() != null) {
            handBack(send, origin().broken(send, reasonOfEnd()));
        } else {
            open(send);
        }
    }

    private void open(HttpSend send) {
        Http2StreamChannel stream =
                new Http2StreamChannelBootstrap(context().channel()).open().getNow();
        if (stream == null) {
            handBack(send, origin().broken(send, "no stream"));
            return;
        }
        Http2Call call = new Http2Call(this, send, stream, scope.limits().maxBodyBytes());
        stream.pipeline().addLast(call);
        send.call = call;
        int length = send.payloadBytes();
        ChannelFuture opened = stream.write(new DefaultHttp2HeadersFrame(head(send, length), length == 0));
        opened.addListener((ChannelFuture done) -> {
            if (isUnsent(done.cause())) {
                call.refused("no stream to spare: " + OsErrors.text(done.cause()));
            }
        });
        if (length > 0 && stream.isActive()) {
            try {
                call.sends(stream.write(new DefaultHttp2DataFrame(send.sharePayload(), true)));
            } catch (
                    IllegalReferenceCountException
                            e) { // its caller released the payload although it was not his any more
                call.broke(OsErrors.text(e));
            }
        }
        flushSoon();
    }

    private static Http2Headers head(HttpSend send, int length) {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method(HttpMethod.POST.asciiName())
                .scheme(HttpScheme.HTTP.name())
                .authority(send.target().authority())
                .path(send.target().path());
        headers.add(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
        headers.addInt(HttpHeaderNames.CONTENT_LENGTH, length);
        send.headers().forEach(headers::add);
        return headers;
    }

    /** Netty refuses a stream that the peer would not take, before a byte of it is written. */
    private static boolean isUnsent(@Nullable Throwable cause) {
        return cause instanceof Http2Exception || cause instanceof Http2NoMoreStreamIdsException;
    }

    /** One flush for all requests that are handed over in this turn of the event loop. */
    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            loop().execute(() -> {
                flushing = false;
                context().flush();
            });
        }
    }

    @Override
    void stop(HttpSend send) {
        if (send.call != null) {
            send.call.stop();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext own, Object frame) {
        if (frame instanceof Http2SettingsFrame settings) {
            granted(settings.settings().maxConcurrentStreams());
        } else if (frame instanceof Http2GoAwayFrame) {
            leaving = true;
            origin().pool().execute(() -> origin().retired(this));
        } else if (frame instanceof Http2PingFrame ping && ping.ack() && ping.content() == WindowGrowth.PING) {
            windows.measured(own);
        }
        ReferenceCountUtil.release(frame);
    }

    private void granted(@Nullable Long streams) {
        int own = scope.limits().http2().maxStreams();
        if (!ready) {
            ready = true;
            cancelProbe();
            keepAlive.start(loop());
            int capacity = streams == null ? own : (int) Math.min(own, streams);
            origin().pool().execute(() -> origin().ready(this, capacity));
        } else if (streams != null) {
            int capacity = (int) Math.min(own, streams);
            origin().pool().execute(() -> origin().granted(this, capacity));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext own) {
        keepAlive.heard(); // and the codec flushes
    }

    private void ping() {
        context().writeAndFlush(new DefaultHttp2PingFrame(KEEP_ALIVE_PING));
    }

    /** Bytes of an answer came, which count against the windows. */
    void bodyCame(int bytes) {
        windows.came(context(), bytes);
    }

    /** Returns why a stream that ended without a reason of its own has done so. */
    String reasonOfEnd() {
        String failure = failure();
        return failure == null ? CLOSED_BY_PEER : failure;
    }

    void finish(HttpSend send) {
        send.discard();
        origin().pool().execute(() -> origin().finished(this, send));
    }

    void handBack(HttpSend send, PlaneException why) {
        origin().pool().execute(() -> origin().handedBack(this, send, why));
    }

    /** What breaks the protocol Netty answers itself, and then closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext own, Throwable cause) {
        if (cause instanceof Http2Exception) {
            fail("peer broke the protocol: " + cause.getMessage());
        } else {
            super.exceptionCaught(own, cause);
        }
    }

    @Override
    void broke(String reason) {
        cancelProbe();
        keepAlive.stop();
    }

    private void cancelProbe() {
        if (probe != null) {
            probe.cancel(false);
            probe = null;
        }
    }
}
