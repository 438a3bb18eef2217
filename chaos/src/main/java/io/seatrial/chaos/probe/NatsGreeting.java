package io.seatrial.chaos.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A NATS server speaks first: one line, {@code INFO} and a JSON object, also before TLS and credentials. */
public final class NatsGreeting implements Greeting {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERB = "INFO ";
    private static final int LONGEST = 64 * 1024;

    /** Creates the greeting. */
    public NatsGreeting() {}

    @Override
    public Answer ask(InetSocketAddress server, Duration bound) throws IOException {
        int millis = Math.toIntExact(bound.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            return read(firstLine(socket.getInputStream()));
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() >= LONGEST) {
                throw new IOException("it closes the connection, or does not end its first line: no NATS server");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static Answer read(String line) throws IOException {
        if (!line.startsWith(VERB)) {
            throw new IOException("it does not greet as a NATS server does");
        }
        try {
            JsonNode info = JSON.readTree(line.substring(VERB.length()));
            return new Answer(
                    info.path("version").asString("unknown"),
                    info.path("server_name").asString(""));
        } catch (JacksonException e) {
            throw new IOException("its greeting is not JSON", e);
        }
    }
}
