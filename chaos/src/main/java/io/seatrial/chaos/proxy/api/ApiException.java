package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.FaultException;
import io.seatrial.chaos.json.JsonException;
import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.ProxyException;

/** A call that cannot be carried out, with the status and the text of the real server. */
final class ApiException extends RuntimeException {

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static ApiException missing(String field) {
        return new ApiException(400, "missing required field: " + field);
    }

    static ApiException badBody(String reason) {
        return new ApiException(400, "bad request body: " + reason);
    }

    /** Returns what to answer for any failure of a call. */
    static ApiException of(Throwable failure) {
        if (failure instanceof ApiException known) {
            return known;
        } else if (failure instanceof JsonException || failure instanceof FaultException) {
            return badBody(String.valueOf(failure.getMessage()));
        } else if (failure instanceof ProxyException problem) {
            return of(problem);
        }
        return new ApiException(500, String.valueOf(failure));
    }

    private static ApiException of(ProxyException problem) {
        String message = String.valueOf(problem.getMessage());
        return switch (problem.problem()) {
            case PROXY_EXISTS -> new ApiException(409, "proxy already exists");
            case PROXY_NOT_FOUND -> new ApiException(404, "proxy not found");
            case FAULT_EXISTS -> new ApiException(409, "toxic already exists");
            case FAULT_NOT_FOUND -> new ApiException(404, "toxic not found");
            case FAULT_NOT_POSSIBLE -> new ApiException(400, message);
            case ADDRESS, CLOSED -> new ApiException(500, message);
        };
    }

    Answer answer() {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("error").value(String.valueOf(getMessage()));
        out.name("status").value(status).endObject();
        return Answer.error(status, out.toString());
    }
}
