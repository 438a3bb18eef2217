/**
 * {@code seatrial bench}: throughput and latency as ratios to peers that are measured in the same run, side by side and in turn, because
 * absolute figures of a shared machine mean little.
 */
@NullMarked
package io.seatrial.scenarios.bench;

import org.jspecify.annotations.NullMarked;
