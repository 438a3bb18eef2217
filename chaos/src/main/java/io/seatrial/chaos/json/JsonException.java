package io.seatrial.chaos.json;

/** A text that is not the JSON that was asked for; the message is that of Toxiproxy's parser. */
public final class JsonException extends RuntimeException {

    /** Creates the exception. */
    public JsonException(String message) {
        super(message);
    }
}
