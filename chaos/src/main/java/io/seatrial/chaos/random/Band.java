package io.seatrial.chaos.random;

/**
 * When a fault was there.
 *
 * @param fault the fault, in a line
 * @param fromNanos when its injection began, from the beginning of the story
 * @param untilNanos when its removal had ended
 */
public record Band(String fault, long fromNanos, long untilNanos) {}
