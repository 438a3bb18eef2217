package io.seatrial.runtime.system;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * What the system server answers.
 *
 * @param status the status
 * @param contentType the type of the body
 * @param body the body
 */
record Page(HttpResponseStatus status, String contentType, byte[] body) {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    static Page text(HttpResponseStatus status, String text) {
        return new Page(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Page json(HttpResponseStatus status, byte[] json) {
        return new Page(status, JSON, json);
    }
}
