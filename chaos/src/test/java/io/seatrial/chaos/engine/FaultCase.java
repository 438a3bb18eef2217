package io.seatrial.chaos.engine;

import io.seatrial.chaos.proxy.Ends;
import io.seatrial.chaos.proxy.Upstream;
import io.seatrial.chaos.proxy.framing.Framing;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * What both ends see of something, on each engine.
 *
 * @param title what happens
 * @param framing what the link is framed with
 * @param script makes it happen and says what was seen
 * @param embedded what the embedded engine shows
 * @param toxiproxy what Toxiproxy shows; {@code null} if it cannot do it
 * @param reason why they differ, or why it cannot
 */
record FaultCase(
        String title,
        @Nullable Framing framing,
        Script script,
        String embedded,
        @Nullable String toxiproxy,
        String reason) {

    /** Plays a case. */
    interface Script {
        String play(Stage stage) throws Exception;
    }

    /** Where a case is played. */
    record Stage(Link link, Upstream upstream, java.util.List<Socket> sockets) {

        Ends connect() throws IOException {
            Socket client = Ends.connect(link.address());
            sockets.add(client);
            Socket server = upstream.accept();
            sockets.add(server);
            return new Ends(client, server);
        }

        Socket connectOnly() throws IOException {
            Socket client = Ends.connect(link.address());
            sockets.add(client);
            return client;
        }
    }

    /** Returns whether Toxiproxy does the same. */
    boolean same() {
        return embedded.equals(toxiproxy);
    }

    /** Reads so many bytes, or until the end or a reset, and says what was read. */
    static String read(Socket socket, int bytes) {
        StringBuilder text = new StringBuilder();
        String end = "";
        try {
            while (text.length() < bytes && end.isEmpty()) {
                int c = socket.getInputStream().read();
                if (c < 0) {
                    end = "the end";
                } else {
                    text.append((char) c);
                }
            }
        } catch (IOException e) {
            end = String.valueOf(e.getMessage()).contains("reset") ? "a reset" : e.toString();
        }
        String read = text.isEmpty() ? "" : "`" + text + "`";
        return read.isEmpty() ? end : end.isEmpty() ? read : read + " and " + end;
    }

    /** Returns "nothing" if nothing can be read for a while, else what was. */
    static String quiet(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        try {
            int c = socket.getInputStream().read();
            return c < 0 ? "the end" : "`" + (char) c + "`";
        } catch (java.net.SocketTimeoutException e) {
            return "nothing";
        } catch (IOException e) {
            return "a reset";
        } finally {
            socket.setSoTimeout(Ends.CEILING_MILLIS);
        }
    }

    static String late(long began, long millis) {
        return (System.nanoTime() - began) / 1_000_000 >= millis ? "late" : "early";
    }
}
