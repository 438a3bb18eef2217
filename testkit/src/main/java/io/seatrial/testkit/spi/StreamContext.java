package io.seatrial.testkit.spi;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A request as its engine sees it. */
public interface StreamContext {

    /** Returns the request's id. */
    String id();

    /** Returns the request's headers. */
    Map<String, String> headers();

    /** Returns where the request stands in a trace, if its headers say so. Needs {@link Capability#TRACES}. */
    default Optional<StreamTrace> trace() {
        throw new UnsupportedOperationException("needs the capability " + Capability.TRACES);
    }

    /** Returns whether the caller has asked to stop, or has killed the request. */
    boolean isStopped();

    /** Returns whether the caller has killed the request. */
    boolean isKilled();

    /** Completes when the caller asks to stop or kills the request. */
    CompletionStage<Void> stopped();

    /** Completes when the caller kills the request. */
    CompletionStage<Void> killed();
}
