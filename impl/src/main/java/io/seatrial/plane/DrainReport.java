package io.seatrial.plane;

/**
 * What was left when a wait for requests in flight ended.
 *
 * @param inFlightAtStart the requests that were in flight when the wait began
 * @param leftInFlight the requests still in flight when the bound was reached; 0 after a complete drain
 */
public record DrainReport(int inFlightAtStart, int leftInFlight) {

    /** Nothing was in flight. */
    public static final DrainReport IDLE = new DrainReport(0, 0);

    /** Returns whether nothing was left. */
    public boolean complete() {
        return leftInFlight == 0;
    }

    /** Returns the sum of two reports. */
    public DrainReport plus(DrainReport other) {
        return new DrainReport(inFlightAtStart + other.inFlightAtStart, leftInFlight + other.leftInFlight);
    }
}
