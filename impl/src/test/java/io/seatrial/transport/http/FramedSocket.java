package io.seatrial.transport.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Frames of HTTP/2 on a blocking socket of the JDK, with every read bounded. It knows no rules, so it can break them all. */
final class FramedSocket implements AutoCloseable {

    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int READ_BOUND_MILLIS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final HeaderBlocks blocks = new HeaderBlocks();
    private final Map<Frame, Map<String, String>> fields = new IdentityHashMap<>();

    FramedSocket(Socket socket) {
        try {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_BOUND_MILLIS);
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FramedSocket to(int port) {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_BOUND_MILLIS);
            return new FramedSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FramedSocket write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FramedSocket send(Frame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            bytes.writeBytes(frame.encoded());
        }
        return write(bytes.toByteArray());
    }

    byte[] read(int length) {
        try {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next frame, or {@code null} if the peer has closed the connection. */
    @Nullable
    Frame next() {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & 0x7FFFFFFF;
            Frame frame = new Frame(type, flags, stream, in.readNBytes(length));
            if (frame.is(Frame.HEADERS)) { // each one changes what the next ones mean
                fields.put(frame, blocks.decode(stream, frame.payload()));
            }
            return frame;
        } catch (EOFException | SocketException end) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next frame that is wanted; others are dropped, but settings and pings acknowledged. */
    Frame await(Predicate<Frame> wanted) {
        List<Frame> dropped = new ArrayList<>();
        for (Frame frame = next(); frame != null; frame = next()) {
            if (wanted.test(frame)) {
                return frame;
            }
            answer(frame);
            dropped.add(frame);
        }
        throw new AssertionError("The connection ended before the frame that was waited for, after " + dropped);
    }

    Frame await(int type) {
        return await(frame -> frame.is(type));
    }

    /** Returns whether the peer closes the connection, whatever frames it sends before; waits for it. */
    boolean isEndedByPeer() {
        Frame frame = next();
        while (frame != null) {
            frame = next();
        }
        return true;
    }

    private void answer(Frame frame) {
        if (frame.is(Frame.SETTINGS) && !frame.has(Frame.ACK)) {
            send(Frame.settingsAck());
        } else if (frame.is(Frame.PING) && !frame.has(Frame.ACK)) {
            send(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()));
        }
    }

    /** Returns what a frame of headers says. */
    Map<String, String> fields(Frame headers) {
        return fields.remove(headers);
    }

    /** Returns whether bytes have come that were not read. */
    boolean hasUnread() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
