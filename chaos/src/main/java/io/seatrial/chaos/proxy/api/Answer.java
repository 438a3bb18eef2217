package io.seatrial.chaos.proxy.api;

import java.util.Optional;

/**
 * What a call is answered with.
 *
 * @param status the status code
 * @param contentType the type of the body, if it has one
 * @param body the body; empty for none
 * @param location where a redirect leads
 */
record Answer(int status, Optional<String> contentType, String body, Optional<String> location) {

    private static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    static Answer json(int status, String body) {
        return new Answer(status, Optional.of(JSON), body, Optional.empty());
    }

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, Optional.of(contentType), body, Optional.empty());
    }

    static Answer empty(int status) {
        return new Answer(status, Optional.empty(), "", Optional.empty());
    }

    static Answer movedTo(String location) {
        return new Answer(301, Optional.empty(), "", Optional.of(location));
    }

    /** An error: text, whatever it looks like, with the end of line that the real server adds. */
    static Answer error(int status, String body) {
        return of(status, TEXT, body + "\n");
    }

    /** Returns whether it is an error as text, which browsers are told not to take for anything else. */
    boolean isPlainError() {
        return status >= 400 && contentType.filter(TEXT::equals).isPresent();
    }
}
