package io.seatrial.testkit.spi;

import java.util.Objects;

/**
 * An item of a response stream.
 *
 * @param json the JSON value
 * @param isError whether the item says of itself that it is an error: an annotated item with the event {@code error}
 */
public record StreamItem(String json, boolean isError) {

    /** Creates an item. */
    public StreamItem {
        Objects.requireNonNull(json, "json");
    }
}
