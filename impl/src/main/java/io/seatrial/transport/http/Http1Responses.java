package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Answers as HTTP/1.1 writes them. */
final class Http1Responses {

    private Http1Responses() {}

    /** Returns what asks for a body that the caller holds back. */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /**
     * Returns the answer to a request.
     *
     * @param head of the request
     * @param keep whether the connection goes on behind it
     */
    static FullHttpResponse of(Reply reply, HttpRequest head, boolean keep, ByteBufAllocator allocator) {
        boolean bodiless = head.method().equals(HttpMethod.HEAD) || reply.text().isEmpty();
        ByteBuf text = bodiless ? Unpooled.EMPTY_BUFFER : ByteBufUtil.writeUtf8(allocator, reply.text());
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), text);
        HttpHeaders headers = response.headers();
        if (reply.hasContentType()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, Reply.CONTENT_TYPE);
        }
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
        if (reply.allowsPost()) {
            headers.set(HttpHeaderNames.ALLOW, HttpMethod.POST.name());
        }
        if (!keep) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return response;
    }
}
