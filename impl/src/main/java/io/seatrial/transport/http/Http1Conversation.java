package io.seatrial.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.serving.PhaseDeadline;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP/1.1: one request after the other, each answered before the next is looked at, so that pipelined ones are
 * answered in their order. Everything runs on the channel's event loop.
 */
final class Http1Conversation extends ChannelInboundHandlerAdapter implements Conversation {

    /** The rest of a refused request that is read and thrown away so that the connection can go on. */
    private static final int SKIPPED_BYTES = 64 * 1024;

    /** Stands for a request of which not even the head has come. */
    private static final HttpRequest UNREAD =
            new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "", EmptyHttpHeaders.INSTANCE);

    private final Channel channel;
    private final ServerScope scope;
    private final Http1RequestDecoder decoder;
    private final Http1Rules rules;
    private final OrderlyEnd end;
    private final PhaseDeadline arrival;
    private final PhaseDeadline idle;
    private final PhaseDeadline stuck;
    private @Nullable HttpRequest head;
    private @Nullable Exchange exchange;
    private boolean skipping;
    private boolean used;
    private boolean over;

    Http1Conversation(Channel channel, ServerScope scope, Http1RequestDecoder decoder) {
        this.channel = channel;
        this.scope = scope;
        this.decoder = decoder;
        this.rules = new Http1Rules(scope);
        this.end = new OrderlyEnd(channel, scope.io());
        this.arrival = deadline(scope.limits().exchangeTimeout(), this::tooSlow);
        this.idle = deadline(scope.limits().idleTimeout(), this::end);
        this.stuck = deadline(scope.limits().exchangeTimeout(), channel::close);
    }

    /** Returns the encoder of its answers. */
    static ChannelHandler encoder() {
        return new HttpResponseEncoder();
    }

    private PhaseDeadline deadline(Duration bound, Runnable expired) {
        return new PhaseDeadline(scope.io()::nanoTime, bound, expired);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content) {
            more(content);
        }
    }

    private void begin(HttpRequest request) {
        if (request.decoderResult().cause() instanceof PrematureChannelClosureException) {
            return; // the peer has gone away amid a head, which is no request
        }
        Reply refusal = rules.check(request);
        head = request;
        if (refusal != null) {
            respond(refusal, request, false);
            return;
        }
        long length = HttpUtil.getContentLength(request, -1L);
        Exchange next = new Exchange(scope, channel.alloc());
        Reply early = next.begin(request.method().name(), request.uri(), length);
        boolean waiting = HttpUtil.is100ContinueExpected(request);
        if (early != null) {
            boolean endless = HttpUtil.isTransferEncodingChunked(request) || length > SKIPPED_BYTES;
            skipping = true;
            respond(early, request, !endless && !waiting);
            return;
        }
        exchange = next;
        if (waiting) {
            channel.writeAndFlush(Http1Responses.goOn(), channel.voidPromise());
        }
    }

    private void more(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        HttpRequest request = head;
        if (over || skipping || exchange == null || request == null) {
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            respond(rules.unreadable(content.decoderResult().cause()), request, false);
        } else if (last) {
            HttpHeaders fields = request.headers();
            Reply reply = exchange.end(content.content(), fields::iteratorCharSequence, channel.eventLoop());
            respond(reply, request, true);
        } else {
            Reply refusal = exchange.add(content.content());
            if (refusal != null) {
                respond(refusal, request, false);
            }
        }
        if (last) {
            skipping = false;
            dropExchange();
            used = true;
            arrival.ended();
            idle.ended();
        }
    }

    private void respond(Reply reply, HttpRequest request, boolean goOn) {
        boolean keep = goOn && HttpUtil.isKeepAlive(request) && !scope.intake().isClosing();
        channel.write(Http1Responses.of(reply, request, keep, channel.alloc()), channel.voidPromise());
        over = !keep;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        settle();
    }

    /** Sends the answers, then sees what is waited for now. */
    private void settle() {
        if (over) {
            end();
            return;
        }
        channel.flush();
        boolean arriving = !used || exchange != null || skipping || decoder.isAmidRequest();
        arrival.update(arriving, channel.eventLoop());
        idle.update(!arriving, channel.eventLoop());
    }

    /** Reads no more of a peer that does not read its answers. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!over) {
            channel.config().setAutoRead(channel.isWritable());
            stuck.update(!channel.isWritable(), channel.eventLoop());
        }
    }

    private void tooSlow() {
        if (exchange != null || decoder.isAmidRequest()) {
            respond(scope.refusals().tooSlow(), head == null ? UNREAD : head, false);
        }
        end();
    }

    @Override
    public void announceEnd() {
        // The answer to its next request says so.
    }

    @Override
    public void end() {
        over = true;
        release();
        end.begin();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end.inputEnded();
            end(); // every whole request has been answered, and no other will come
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        release();
        end.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause); // a mistake of ours: Netty reports it
        }
        context.close();
    }

    private void release() {
        arrival.cancel();
        idle.cancel();
        stuck.cancel();
        dropExchange();
    }

    private void dropExchange() {
        if (exchange != null) {
            exchange.drop();
            exchange = null;
        }
    }
}
