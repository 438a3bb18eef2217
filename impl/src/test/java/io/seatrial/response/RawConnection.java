package io.seatrial.response;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A peer that speaks raw two-part frames over a plain blocking socket, byte for byte as a test tells it. */
public final class RawConnection implements AutoCloseable {

    private static final int CEILING_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    /** What a peer received. */
    public record Frame(String header, String body) {
        public static Frame header(String json) {
            return new Frame(json, "");
        }

        public static Frame body(String json) {
            return new Frame("", json);
        }
    }

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(CEILING_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Calls home to {@code host:port}. */
    public static RawConnection to(String address) {
        int colon = address.lastIndexOf(':');
        try {
            return new RawConnection(
                    new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A caller's listener. */
    static final class Listener implements AutoCloseable {

        private final ServerSocket server;
        private final List<Socket> waiting = new ArrayList<>();

        Listener() {
            this(50);
        }

        private Listener(int backlog) {
            try {
                server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
                server.setSoTimeout(CEILING_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        RawConnection accept() {
            try {
                return new RawConnection(server.accept());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns a listener that nobody can connect to, because its backlog is full and it accepts nobody. */
        static Listener full() {
            try {
                Listener listener = new Listener(1);
                for (int i = 0; i < 4; i++) {
                    Socket waiting = new Socket();
                    listener.waiting.add(waiting);
                    try {
                        waiting.connect(listener.server.getLocalSocketAddress(), 200);
                    } catch (java.net.SocketTimeoutException full) {
                        return listener;
                    }
                }
                throw new AssertionError("a backlog without an end");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns whether somebody connects within a while that is short. */
        boolean isCalledWithin(int millis) {
            try {
                server.setSoTimeout(millis);
                server.accept().close();
                return true;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                server.close();
                for (Socket socket : waiting) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public RawConnection send(byte[]... frames) {
        try {
            socket.getOutputStream().write(RawFrames.join(frames));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one frame. */
    public Frame read() {
        try {
            long header = in.readLong();
            long body = in.readLong();
            if (in.readLong() != 0) {
                throw new AssertionError("checksum is not 0");
            }
            return new Frame(text(header), text(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether something has come that was not read. */
    boolean hasBytesNow() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(long length) throws IOException {
        return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    }

    /** Reads frames up to the end of the stream, orderly or not. */
    public List<Frame> readAll() {
        List<Frame> frames = new ArrayList<>();
        while (true) {
            try {
                frames.add(read());
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof EOFException || e.getCause() instanceof SocketException) {
                    return frames;
                }
                throw e;
            }
        }
    }

    /** Reads what is left and returns how it ended: {@code "end"} or {@code "reset"}. */
    String readToItsEnd() {
        try {
            while (in.read() >= 0) {
                continue;
            }
            return "end";
        } catch (SocketException e) {
            return "reset";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bounds what the system takes off this side's hands before the other side reads. */
    void sendBufferOf(int bytes) {
        try {
            socket.setSendBufferSize(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
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
