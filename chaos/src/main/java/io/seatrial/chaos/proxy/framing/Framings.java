package io.seatrial.chaos.proxy.framing;

import io.seatrial.chaos.fault.Direction;

/** The framings of Dynamo 1.0.x (dynamo-tcp.md 1). */
public final class Framings {

    private Framings() {}

    /** Returns the framing of the request plane: request frames to the worker, acknowledgements back. */
    public static Framing requestPlane() {
        return of("request plane", LengthFields.request(), LengthFields.acknowledgement());
    }

    /** Returns the framing of the response plane: two-part messages in both directions. */
    public static Framing responsePlane() {
        return of("response plane", LengthFields.twoPart(), LengthFields.twoPart());
    }

    private static Framing of(String name, LengthFields upstream, LengthFields downstream) {
        return new Framing() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public FrameScanner scanner(Direction direction) {
                return new LengthScanner(direction == Direction.UPSTREAM ? upstream : downstream);
            }
        };
    }
}
