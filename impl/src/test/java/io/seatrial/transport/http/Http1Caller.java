package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A caller that writes HTTP/1.1 as text on a blocking socket of the JDK. Every read is bounded. */
final class Http1Caller implements AutoCloseable {

    private static final int READ_BOUND_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    /** What came back for a request. */
    record Answer(String line, Map<String, String> headers, String body) {
        int status() {
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }

    Http1Caller(Socket socket) {
        try {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_BOUND_MILLIS);
            this.in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Http1Caller to(int port) {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_BOUND_MILLIS);
            return new Http1Caller(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a whole request as text. */
    static String post(String path, String body, String... moreLines) {
        StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: test\r\n");
        for (String line : moreLines) {
            request.append(line).append("\r\n");
        }
        return request.append("content-length: ")
                .append(body.getBytes(UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    Http1Caller send(String text) {
        return send(text.getBytes(UTF_8));
    }

    Http1Caller send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a whole request and waits for its answer. */
    Answer ask(String path, String body, String... moreLines) {
        return send(post(path, body, moreLines)).answer();
    }

    /** Waits for the next answer. */
    Answer answer() {
        String status = line();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        try {
            return new Answer(status, headers, new String(in.readNBytes(length), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new UncheckedIOException(new IOException("the peer closed after '" + line + "'"));
                }
                line.write(b);
            }
            return line.toString(ISO_8859_1).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the peer closes the connection without another byte; waits for it. */
    boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether bytes have come that were not read. */
    boolean hasUnread() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void halfClose() {
        try {
            socket.shutdownOutput();
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
