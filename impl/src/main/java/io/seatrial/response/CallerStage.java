package io.seatrial.response;

import io.seatrial.plane.PlaneException;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import org.jspecify.annotations.Nullable;

/** What the caller's end of a call-home is about: first the {@link Greeting}, then the {@link Answer}, perhaps a {@link Parting}. */
interface CallerStage {

    /** Takes a frame, which stays the caller's. May throw {@link WireException}, which comes back as the end of input. */
    void frame(TwoPartMessage message);

    /** Hears that no more frames come: the worker closed its side or, if {@code broken} is given, sent what is none. */
    void endOfInput(@Nullable WireException broken);

    /** Hears that the caller may have stopped or killed the request. */
    void contextChanged();

    /** Hears that nobody wants the answer any more. */
    void abandon();

    /** Hears that the server closes; what follows is {@link #abandon}. */
    void serverCloses(PlaneException why);

    /** Returns whether no more frames may be taken now. */
    boolean isFull();

    /** Hands on what waits; returns whether there is room now where there was none. */
    boolean deliver();
}
