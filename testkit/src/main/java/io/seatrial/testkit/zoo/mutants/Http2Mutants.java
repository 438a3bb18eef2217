package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.wire.ByteTap;
import io.seatrial.testkit.zoo.wire.Http2Frame;
import io.seatrial.testkit.zoo.wire.Http2Frames;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What goes wrong in HTTP/2 connections, at either end. */
public final class Http2Mutants {

    private static final String ADAPTIVE = "DYN_HTTP2_ADAPTIVE_WINDOW";
    private static final int REFUSED = 7;
    private static final int INTERNAL_ERROR = 2;
    private static final int LAST_STREAM = 999;
    private static final int SETTING = 6;
    private static final int MAX_CONCURRENT_STREAMS = 3;

    private Http2Mutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                http2("requests-run-out", "A connection takes 500 requests and refuses those that follow.")
                        .seen("dynamo-manager.md behaviour 61: proxies' limits on the requests of a connection")
                        .killedBy("HTTP-12", "got a frame of type 3", () -> writing(Http2Mutants::refusedAfterMany)),
                http2("one-stream-at-a-time", "While the body of one stream is awaited, others are refused.")
                        .seen("RFC 9113 5; dynamo-manager.md behaviour 61")
                        .killedBy("HTTP2-01", "got a frame of type 3", OneAtATime::mutation),
                http2("window-stays-shut", "The window of a connection is never opened again.")
                        .seen("RFC 9113 5.2")
                        .killedBy("HTTP2-04", "WINDOW_UPDATE", () -> writing(dropping(Http2Frame.WINDOW_UPDATE))),
                http2("no-goodbye", "A server that closes ends its connections without a word.")
                        .seen("RFC 9113 6.8; dynamo-manager.md behaviour 72")
                        .killedBy("HTTP2-05", "ended with", () -> writing(dropping(Http2Frame.GOAWAY))),
                http2("reset-is-an-end", "A stream that is reset inside its body counts as complete.")
                        .seen("RFC 9113 5.4.2; dynamo-manager.md behaviour 70")
                        .killedBy("HTTP2-06", "half", () -> reading(Http2Mutants::resetAsEnd)),
                http2("only-true-is-on", "Adaptive windows are on only if the variable says true.")
                        .seen("dynamo-manager.md 6.1, behaviour 11")
                        .killedBy(
                                "HTTP2-07",
                                "stream window with " + ADAPTIVE,
                                () -> Changes.variables(variables -> variables.computeIfPresent(
                                        ADAPTIVE, (name, value) -> value.equals("true") ? value : "false"))),
                http2(
                                "limit-of-streams-not-heard",
                                "A client opens more streams at once than its server has announced.")
                        .seen("RFC 9113 5.1.2; dynamo-manager.md 3.1")
                        .killedBy(
                                "HTTPCLIENT-12",
                                "a stream above the limit",
                                () -> hearing(Http2Mutants::withoutLimitOfStreams)),
                http2("goodbye-not-heard", "A client stays on a connection whose server has said goodbye.")
                        .seen("RFC 9113 6.8")
                        .killedBy("HTTPCLIENT-13", "said goodbye", () -> hearing(dropping(Http2Frame.GOAWAY))),
                http2("refused-is-failed", "A request whose stream was refused fails, though nobody has run it.")
                        .seen("RFC 9113 8.7")
                        .killedBy("HTTPCLIENT-14", "another attempt", () -> hearing(Http2Mutants::refusedAsFailed)));
    }

    private static Mutant.Description http2(String id, String bug) {
        return Mutant.of("http2-" + id, bug).over(PlaneMode.HTTP);
    }

    private static Mutation writing(UnaryOperator<Http2Frame> change) {
        return Sockets.accepted(() -> ByteTap.writing(Http2Frames.each(change)));
    }

    private static Mutation reading(UnaryOperator<Http2Frame> change) {
        return Sockets.accepted(() -> ByteTap.reading(Http2Frames.each(change)));
    }

    private static Mutation hearing(UnaryOperator<Http2Frame> change) {
        return Sockets.connected(() -> ByteTap.reading(Http2Frames.each(change)));
    }

    private static UnaryOperator<Http2Frame> dropping(int type) {
        return frame -> frame.type() == type ? Http2Frame.NOTHING : frame;
    }

    private static Http2Frame refusedAfterMany(Http2Frame frame) {
        return frame.stream() > LAST_STREAM ? refused(frame) : frame;
    }

    /** Returns the refusal in place of the first frame of an answer, and nothing in place of its others. */
    private static Http2Frame refused(Http2Frame frame) {
        return switch (frame.type()) {
            case Http2Frame.HEADERS -> Http2Frame.reset(frame.stream(), REFUSED);
            case Http2Frame.DATA -> Http2Frame.NOTHING;
            default -> frame;
        };
    }

    private static Http2Frame resetAsEnd(Http2Frame frame) {
        return frame.type() == Http2Frame.RST_STREAM
                ? new Http2Frame(Http2Frame.DATA, Http2Frame.END_STREAM, frame.stream(), new byte[0])
                : frame;
    }

    private static Http2Frame refusedAsFailed(Http2Frame frame) {
        return frame.type() == Http2Frame.RST_STREAM && frame.code() == REFUSED
                ? Http2Frame.reset(frame.stream(), INTERNAL_ERROR)
                : frame;
    }

    private static Http2Frame withoutLimitOfStreams(Http2Frame frame) {
        if (frame.type() != Http2Frame.SETTINGS) {
            return frame;
        }
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        for (int at = 0; at + SETTING <= frame.payload().length; at += SETTING) {
            if (frame.payload()[at + 1] != MAX_CONCURRENT_STREAMS) {
                others.write(frame.payload(), at, SETTING);
            }
        }
        return new Http2Frame(frame.type(), frame.flags(), frame.stream(), others.toByteArray());
    }

    /** One connection of a server that has eyes for one stream alone. */
    private static final class OneAtATime {
        private final Set<Integer> refused = new HashSet<>();
        private int open;

        static Mutation mutation() {
            return Sockets.accepted(() -> {
                OneAtATime connection = new OneAtATime();
                return ByteTap.both(
                        Http2Frames.each(connection::read),
                        Http2Frames.each(
                                frame -> connection.refused.contains(frame.stream()) ? refused(frame) : frame));
            });
        }

        private Http2Frame read(Http2Frame frame) {
            if (frame.type() == Http2Frame.HEADERS && open != 0 && open != frame.stream()) {
                refused.add(frame.stream());
            } else if (frame.type() == Http2Frame.HEADERS) {
                open = frame.stream();
            }
            if (frame.endsStream() && open == frame.stream()) {
                open = 0;
            }
            return frame;
        }
    }
}
