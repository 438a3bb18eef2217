package io.seatrial.testkit.simulation;

/**
 * How much has happened in a world, so that "both runs were the same" can never mean that nothing happened.
 *
 * @param connections connections that were accepted
 * @param chunks segments with bytes that arrived
 * @param bytes bytes that arrived
 * @param tasks tasks and timers that ran
 */
public record Progress(long connections, long chunks, long bytes, long tasks) {}
