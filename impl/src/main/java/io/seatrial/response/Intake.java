package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.CallHomeAddress;
import io.seatrial.wire.ConnectionInfo;
import io.seatrial.wire.RequestControl;
import io.seatrial.wire.StreamType;
import io.seatrial.wire.TcpStreamInfo;
import io.seatrial.wire.TwoPartDecoder;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import io.seatrial.wire.WireJson;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request's payload, read and checked in the order of dynamo-tcp.md 2.5 and 1.5.
 *
 * @param id the request's id; empty if it could not be read
 * @param home where to call home; {@code null} if that could not be read either
 * @param body the request's JSON; empty if it is refused
 * @param refusal why the request cannot be run, or {@code null} if it can
 * @param counted what the refusal counts as, or {@code null} for one that the model does not count
 */
record Intake(
        String id,
        @Nullable Home home,
        byte[] body,
        @Nullable PlaneException refusal,
        @Nullable HandlerError counted) {

    private static final byte[] NOTHING = {};

    /**
     * Where to call home.
     *
     * @param address the caller's response server
     * @param subject the stream's subject
     */
    record Home(InetSocketAddress address, String subject) {}

    /** Reads a payload, which is left to the caller. Never throws for what a caller may send. */
    static Intake read(ByteBuf payload) {
        TwoPartMessage message;
        try {
            message = TwoPartDecoder.UNLIMITED.decodeOnce(payload);
        } catch (WireException e) {
            return refused("", null, "Two Part Codec Error: " + e.getMessage(), e, null);
        }
        try {
            return read(message);
        } finally {
            message.release();
        }
    }

    private static Intake read(TwoPartMessage message) {
        RequestControl control = null;
        WireException unreadable = null;
        try {
            control = message.hasHeader() ? RequestControl.decode(message.header()) : null;
        } catch (WireException e) {
            unreadable = e;
        }
        if (!message.hasHeader() || !message.hasBody()) {
            return refused(
                    control == null ? "" : control.id(),
                    control == null ? null : homeOrNull(control),
                    "Generic error: Unexpected message from work queue; unable extract a TwoPartMessage with a header and data",
                    null,
                    HandlerError.INVALID_MESSAGE);
        }
        if (control == null) {
            String json = message.header().toString(StandardCharsets.UTF_8);
            Objects.requireNonNull(unreadable);
            return refused(
                    "",
                    null,
                    "Deserialization Error: Failed deserializing to RequestControlMessage. err="
                            + unreadable.getMessage() + ", json_str=" + json,
                    unreadable,
                    HandlerError.DESERIALIZATION);
        }
        return checked(control, message.body());
    }

    private static Intake checked(RequestControl control, ByteBuf body) {
        try {
            WireJson.check(body);
        } catch (WireException e) {
            return refused(control.id(), homeOrNull(control), "Serde Json Error: " + e.getMessage(), e, null);
        }
        try {
            Home home = home(control);
            return new Intake(control.id(), home, ByteBufUtil.getBytes(body), null, null);
        } catch (WireException | PlaneException e) {
            return refused(
                    control.id(),
                    homeOrNull(control),
                    "Generic error: Failed to create response stream: " + e.getMessage(),
                    e,
                    HandlerError.RESPONSE_STREAM);
        }
    }

    /** Returns where to call home if all checks of dynamo-tcp.md 1.5 pass, in their order. */
    private static Home home(RequestControl control) {
        TcpStreamInfo stream = stream(control.connectionInfo());
        if (!stream.context().equals(control.id())) {
            throw protocol("the context of the response stream is not the request's id");
        }
        return home(stream);
    }

    private static TcpStreamInfo stream(ConnectionInfo info) {
        if (!info.isTcp()) {
            throw protocol("unknown response transport '" + info.transport() + "'");
        }
        TcpStreamInfo stream = info.tcpStream();
        if (stream.streamType() != StreamType.RESPONSE) {
            throw protocol("the stream to call home on is not one for responses");
        }
        return stream;
    }

    private static Home home(TcpStreamInfo stream) {
        return new Home(CallHomeAddress.parse(stream.address()).toSocketAddress(), stream.subject());
    }

    /** Returns where the caller of a request that cannot be run can be told so, if that much can be read. */
    private static @Nullable Home homeOrNull(RequestControl control) {
        try {
            return home(stream(control.connectionInfo()));
        } catch (WireException | PlaneException e) {
            return null; // then nobody can be told
        }
    }

    private static Intake refused(
            String id, @Nullable Home home, String text, @Nullable Throwable cause, @Nullable HandlerError counted) {
        return new Intake(id, home, NOTHING, new PlaneException.ProtocolError(text, cause), counted);
    }

    private static PlaneException protocol(String text) {
        return new PlaneException.ProtocolError(text, null);
    }
}
