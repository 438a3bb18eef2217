/**
 * What operators measure, under the names that Dynamo gives it (dynamo-manager.md 5.10), on a Micrometer registry that the program hands
 * over among the {@linkplain io.seatrial.plane.spi.PlaneServices services}. Without a registry nothing is registered and nothing is
 * measured. Meters read counters that are kept anyway; only durations are recorded as requests end.
 */
@NullMarked
package io.seatrial.metrics;

import org.jspecify.annotations.NullMarked;
