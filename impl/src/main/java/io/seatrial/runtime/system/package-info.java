/**
 * The system server of a worker: health, metrics and the engine's own routes over HTTP, for operators and probes and not for requests
 * (dynamo-manager.md 5.9). Started only where the configuration names a port.
 */
@NullMarked
package io.seatrial.runtime.system;

import org.jspecify.annotations.NullMarked;
