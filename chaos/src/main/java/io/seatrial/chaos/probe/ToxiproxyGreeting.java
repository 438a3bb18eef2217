package io.seatrial.chaos.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Toxiproxy tells its version over its HTTP API: as JSON, before 2.5 as bare text. */
public final class ToxiproxyGreeting implements Greeting {

    /** Creates the greeting. */
    public ToxiproxyGreeting() {}

    @Override
    public Answer ask(InetSocketAddress server, Duration bound) throws IOException {
        int millis = Math.toIntExact(bound.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            PlainHttp.Response response = PlainHttp.get(socket.getInputStream(), socket.getOutputStream(), "/version");
            if (response.status() != 200) {
                throw new IOException("it answers /version with status " + response.status() + ": no Toxiproxy");
            }
            String body = response.body().strip();
            String version =
                    body.startsWith("{") ? response.json().path("version").asString("") : body;
            if (!version.matches("[A-Za-z0-9.+-]{1,40}")) {
                throw new IOException("its /version is not a version: no Toxiproxy");
            }
            return new Answer(version, "");
        }
    }
}
