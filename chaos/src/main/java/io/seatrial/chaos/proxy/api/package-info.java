/**
 * The HTTP API of Toxiproxy 2.12.0 over a {@link io.seatrial.chaos.proxy.ProxyServer}: the same calls, status codes, bodies and headers, so
 * that its clients do not see a difference. A table of calls that was recorded from the real server is run against both. What Toxiproxy
 * does not have lies under paths ({@code /proxies/…/faults}) and members ({@code faults}, {@code framing}, {@code seed}) that its clients
 * do not know.
 */
@NullMarked
package io.seatrial.chaos.proxy.api;

import org.jspecify.annotations.NullMarked;
