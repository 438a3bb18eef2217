package io.seatrial.chaos.proxy.api;

/**
 * How an API is served.
 *
 * @param version the version that it says it is
 * @param metrics whether {@code /metrics} is there; the real server has it only if it is asked for
 */
public record ApiOptions(String version, boolean metrics) {

    /** The version of Toxiproxy whose behaviour this is. */
    public static final String TOXIPROXY_VERSION = "2.12.0";

    /** As the real server starts. */
    public static final ApiOptions DEFAULT = new ApiOptions(TOXIPROXY_VERSION, false);

    /** Returns these with metrics. */
    public ApiOptions withMetrics() {
        return new ApiOptions(version, true);
    }
}
