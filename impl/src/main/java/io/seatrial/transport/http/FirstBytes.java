package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.seatrial.serving.PhaseDeadline;
import java.util.List;

/**
 * Tells from the first bytes of a connection which protocol the peer speaks: the preface of HTTP/2, or anything else, which is HTTP/1.1.
 * Puts the handlers of that protocol in its own place.
 */
final class FirstBytes extends ByteToMessageDecoder {

    private final ServerScope scope;
    private final AcceptedConnection connection;
    private final ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    private PhaseDeadline deadline;

    FirstBytes(ServerScope scope, AcceptedConnection connection) {
        this.scope = scope;
        this.connection = connection;
        this.deadline = new PhaseDeadline(scope.io()::nanoTime, scope.limits().exchangeTimeout(), () -> {});
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = new PhaseDeadline(scope.io()::nanoTime, scope.limits().exchangeTimeout(), context::close);
        deadline.update(true, context.channel().eventLoop());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = Math.min(in.readableBytes(), preface.readableBytes());
        boolean same = in.slice(in.readerIndex(), length).equals(preface.slice(0, length));
        if (!same) {
            speakHttp1(context);
        } else if (length == preface.readableBytes()) {
            speakHttp2(context);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        deadline.cancel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        deadline.cancel();
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        super.userEventTriggered(context, event);
        if (event instanceof ChannelInputShutdownEvent && !context.isRemoved()) {
            context.close(); // the peer has said nothing, and will not
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void speakHttp1(ChannelHandlerContext context) {
        Http1RequestDecoder decoder = Http1RequestDecoder.of(scope.limits());
        Http1Conversation conversation = new Http1Conversation(context.channel(), scope, decoder);
        context.pipeline().addLast(decoder, Http1Conversation.encoder(), conversation);
        chosen(context, conversation);
    }

    private void speakHttp2(ChannelHandlerContext context) {
        Http2End end = new Http2End(scope.io());
        Http2Conversation conversation = new Http2Conversation(scope, end);
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addLast(
                end,
                Http2Codecs.server(scope.limits()),
                new Http2MultiplexHandler(new Http2ExchangeInitializer(scope, conversation)),
                conversation);
        chosen(context, conversation);
    }

    /** Leaves; the bytes that were seen go to the handlers that have come. */
    private void chosen(ChannelHandlerContext context, Conversation conversation) {
        connection.speaks(conversation);
        context.pipeline().remove(this);
    }
}
