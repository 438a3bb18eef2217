package io.seatrial.transport.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.seatrial.wire.AckTexts;

/** The answers to requests that no handler gets (dynamo-manager.md 3.1). */
final class Refusals {

    private static final String NOT_FOUND = "Endpoint not found";
    private static final String TOO_LARGE_IN_MODEL = "Failed to buffer the request body: length limit exceeded";

    private final boolean explains;
    private final String root;
    private final int maxBodyBytes;

    Refusals(boolean explains, RootPath root, int maxBodyBytes) {
        this.explains = explains;
        this.root = root.prefix();
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Nobody is registered under the path. */
    Reply unknownEndpoint() {
        return new Reply(HttpResponseStatus.NOT_FOUND, NOT_FOUND);
    }

    /** The path is none of an endpoint. */
    Reply otherPath() {
        return reply(HttpResponseStatus.NOT_FOUND, "No such path: requests go to " + root + "{endpoint}");
    }

    /** The path cannot be read. */
    Reply unreadablePath() {
        return new Reply(HttpResponseStatus.BAD_REQUEST, "Invalid URL: Invalid UTF-8 in `endpoint`");
    }

    /** The path is one of an endpoint, and the method is not POST. */
    Reply otherMethod(String method) {
        return reply(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method " + method + " is not allowed: use POST");
    }

    /** The body is over the limit. */
    Reply tooLarge() {
        String text = explains ? "Request body too large: the limit is " + maxBodyBytes + " bytes" : TOO_LARGE_IN_MODEL;
        return new Reply(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, text);
    }

    /** Pool and queue are full. */
    Reply full() {
        return new Reply(HttpResponseStatus.SERVICE_UNAVAILABLE, AckTexts.overloaded("worker at capacity"));
    }

    /** The unfinished bodies of the connection take too much memory. */
    Reply tooMuchUnfinished() {
        return new Reply(HttpResponseStatus.SERVICE_UNAVAILABLE, AckTexts.overloaded("too many bodies under way"));
    }

    /** The server takes no more requests. */
    Reply closing() {
        return new Reply(HttpResponseStatus.SERVICE_UNAVAILABLE, AckTexts.unavailable("server is closing"));
    }

    /** The request did not arrive in time. */
    Reply tooSlow() {
        return reply(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not arrive in time");
    }

    /** The request breaks the protocol. */
    Reply malformed(HttpResponseStatus status, String why) {
        return reply(status, why);
    }

    private Reply reply(HttpResponseStatus status, String why) {
        return new Reply(status, explains ? why : "");
    }
}
