package io.seatrial.testkit.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The first line of a stored history: which run it is of.
 *
 * @param schema the name of the format
 * @param caseId the case
 * @param transport the transport
 * @param network the network
 * @param profile the profile
 * @param seed the seed of the run
 * @param hash of the events that follow
 */
public record HistoryHeader(
        String schema,
        @JsonProperty("case") String caseId,
        String transport,
        String network,
        String profile,
        long seed,
        String hash) {}
