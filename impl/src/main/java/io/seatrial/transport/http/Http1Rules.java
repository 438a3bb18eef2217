package io.seatrial.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request head of HTTP/1.1 must keep to so that it is clear where the request ends and whom it is for (RFC 9112). */
final class Http1Rules {

    private final Refusals refusals;
    private final boolean requiresHost;

    Http1Rules(ServerScope scope) {
        this.refusals = scope.refusals();
        this.requiresHost = scope.behaviour().requiresHost();
    }

    /** Returns the refusal of a head that breaks a rule, after which the connection cannot go on; {@code null} if it breaks none. */
    @Nullable
    Reply check(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return unreadable(head.decoderResult().cause());
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()
                && !(codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)))) {
            return refusals.malformed(
                    HttpResponseStatus.NOT_IMPLEMENTED, "No transfer coding but chunked is understood");
        }
        boolean unclearHost = head.headers().getAll(HttpHeaderNames.HOST).size() != 1
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (requiresHost && unclearHost) {
            return refusals.malformed(HttpResponseStatus.BAD_REQUEST, "Exactly one Host field is required");
        }
        String expectation = head.headers().get(HttpHeaderNames.EXPECT);
        if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
            return refusals.malformed(
                    HttpResponseStatus.EXPECTATION_FAILED, "No expectation but 100-continue is understood");
        }
        return null;
    }

    /** Returns the refusal of bytes that are no request. */
    Reply unreadable(@Nullable Throwable cause) {
        String why = cause == null ? "unreadable" : String.valueOf(cause.getMessage());
        if (cause instanceof TooLongHttpLineException) {
            return refusals.malformed(HttpResponseStatus.REQUEST_URI_TOO_LONG, why);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return refusals.malformed(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, why);
        }
        return refusals.malformed(HttpResponseStatus.BAD_REQUEST, "Malformed request: " + why);
    }
}
