package io.seatrial.chaos.proxy.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** HTTP byte by byte: what a server answers to exactly these bytes. */
final class RawHttp {

    private static final int CEILING_MILLIS = 60_000;

    /** The headers that matter to a client; of those that differ each time only that they are there. */
    private static final Set<String> COMPARED = Set.of(
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "X-Content-Type-Options",
            "Location",
            "Allow",
            "Connection",
            "Transfer-Encoding");

    private RawHttp() {}

    /** An answer, with what differs each time replaced. */
    record Reply(String line, Map<String, String> headers, String body) {}

    static String request(String call, String[] headers, String body) {
        StringBuilder out = new StringBuilder(call).append(" HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\n");
        for (String header : headers) {
            out.append(header).append("\r\n");
        }
        if (body != null) {
            out.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return out.append("\r\n").append(body == null ? "" : body).toString();
    }

    static Reply send(InetSocketAddress server, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, CEILING_MILLIS);
            socket.setSoTimeout(CEILING_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Reply parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].substring(0, lines[i].indexOf(':'));
            String value = lines[i].substring(name.length() + 2);
            if (name.equals("Date")) {
                headers.put(name, value.matches("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} GMT") ? "<date>" : value);
            } else if (name.equals("X-Toxiproxy-Request-Id")) {
                headers.put(name, value.matches("[0-9a-v]{20}") ? "<id>" : value);
            } else if (COMPARED.contains(name)) {
                headers.put(name, value);
            }
        }
        return new Reply(lines[0], new java.util.TreeMap<>(headers), ports(text.substring(end + 4)));
    }

    /** A port that the system chose has five digits. Behind the answer there may be the next one. */
    private static String ports(String body) {
        return body.replaceAll("Date: .* GMT", "Date: <date>")
                .replaceAll("(127\\.0\\.0\\.1|\\[::1?\\]):\\d{5}", "$1:<port>");
    }
}
