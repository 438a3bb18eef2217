package io.seatrial.runtime;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A connection to a service that a worker uses until its last request has ended.
 *
 * @param name what an operator calls it
 * @param close closes it; asked once
 */
record Backend(String name, Supplier<? extends CompletionStage<?>> close) {}
