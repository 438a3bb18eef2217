package io.seatrial.testkit.report;

/**
 * Where the history of a run is kept.
 *
 * @param file the file, relative to the report
 * @param sha256 of its bytes, in lower-case hex
 */
record StoredHistory(String file, String sha256) {}
