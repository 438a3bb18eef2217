package io.seatrial.chaos.proxy;

import io.seatrial.chaos.fault.Injection;
import org.jspecify.annotations.Nullable;

/**
 * A fault on a proxy, as it is at the moment.
 *
 * @param injection what was asked for
 * @param origin what the one who asked wants to remember of it
 * @param begun whether it has begun; {@code false} before the start of its span
 */
public record ActiveFault(Injection injection, @Nullable Object origin, boolean begun) {}
