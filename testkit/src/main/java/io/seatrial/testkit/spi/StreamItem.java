package io.seatrial.testkit.spi;

/** What a response stream delivers. */
public sealed interface StreamItem {

    /**
     * An item of the worker.
     *
     * @param json the JSON value that the engine gave
     */
    record Data(String json) implements StreamItem {}

    /**
     * An error in the stream. The stream may go on after it.
     *
     * @param error what happened
     */
    record Failed(Throwable error) implements StreamItem {}
}
