package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Netty's decoder of HTTP/1.1 requests, which also knows whether it is amid one. */
final class Http1RequestDecoder extends HttpRequestDecoder {

    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_PART_BYTES = 1024 * 1024;

    private boolean amid;

    private Http1RequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    static Http1RequestDecoder of(ServerLimits limits) {
        return new Http1RequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setMaxChunkSize(MAX_PART_BYTES));
    }

    /** Returns whether bytes of a request have come whose end has not. */
    boolean isAmidRequest() {
        return amid;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        amid = out.size() == before || !(out.get(out.size() - 1) instanceof LastHttpContent);
    }

    /** Two lengths: whoever is in front of this server may have believed the other one (RFC 9112, 6.3). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding are present");
    }
}
