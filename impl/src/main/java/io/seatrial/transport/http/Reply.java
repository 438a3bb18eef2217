package io.seatrial.transport.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * The answer to one request, whatever carries it.
 *
 * @param status its status
 * @param text its body; empty for none
 */
record Reply(HttpResponseStatus status, String text) {

    /** What bodies are, and an acceptance too although it has none (dynamo-manager.md 3.1). */
    static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    /** The handler was started. */
    static final Reply ACCEPTED = new Reply(HttpResponseStatus.ACCEPTED, "");

    /** Returns whether the type of the body is to be said. */
    boolean hasContentType() {
        return !text.isEmpty() || status.equals(HttpResponseStatus.ACCEPTED);
    }

    /** Returns whether it says which method is allowed. */
    boolean allowsPost() {
        return status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED);
    }
}
