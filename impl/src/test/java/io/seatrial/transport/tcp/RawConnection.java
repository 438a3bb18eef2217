package io.seatrial.transport.tcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A caller that knows nothing but bytes, on a blocking socket of the JDK: what the server's tests drive it with, so that a mistake in
 * the codecs cannot hide one in the server. Every read is bounded.
 */
final class RawConnection implements AutoCloseable {

    private static final int READ_BOUND_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_BOUND_MILLIS);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawConnection to(int port) throws IOException {
        return to(port, 0);
    }

    /** Connects with a small receive buffer, so that a peer that does not read is felt soon. */
    static RawConnection to(int port, int receiveBufferBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_BOUND_MILLIS);
        return new RawConnection(socket);
    }

    /** Returns a frame as bytes: the path as it is, one header that repeats it, the payload. */
    static byte[] frame(String path, String payload) {
        byte[] pathUtf8 = path.getBytes(StandardCharsets.UTF_8);
        String headers = "{\"x-endpoint-path\":\"" + path + "\"}";
        return frame(pathUtf8, headers.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] frame(byte[] path, byte[] headers, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(path.length);
            out.write(path);
            out.writeShort(headers.length);
            out.write(headers);
            out.writeInt(payload.length);
            out.write(payload);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    RawConnection send(String path, String payload) throws IOException {
        return send(frame(path, payload));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Returns the body of the next acknowledgement; empty for a request that was accepted. */
    String readAck() throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Returns whether the peer says that no more will come, and nothing was before it. */
    boolean isAtEnd() throws IOException {
        return in.read() == -1;
    }

    /** Reads all that the peer still says, up to its end. */
    void readToEnd() throws IOException {
        while (in.read() != -1) {
            in.skip(in.available());
        }
    }

    /** Returns whether bytes have come that were not read. */
    boolean hasUnread() throws IOException {
        return in.available() > 0;
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
