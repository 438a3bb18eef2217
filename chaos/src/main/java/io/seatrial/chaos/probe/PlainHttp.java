package io.seatrial.chaos.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * One request over a connection that is there already, a Unix socket as well as TCP, in HTTP/1.0: the server closes after its answer, so
 * that neither lengths nor chunks need be understood, and nothing is left open.
 */
final class PlainHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1024 * 1024;

    private PlainHttp() {}

    /**
     * What came back.
     *
     * @param status the status code
     * @param body the body
     */
    record Response(int status, String body) {
        JsonNode json() throws IOException {
            try {
                return JSON.readTree(body);
            } catch (JacksonException e) {
                throw new IOException("the answer is not JSON: " + e.getOriginalMessage(), e);
            }
        }
    }

    static Response get(InputStream in, OutputStream out, String path) throws IOException {
        return exchange(in, out, "GET", path, "");
    }

    /** Sends a request; a body is JSON. */
    static Response exchange(InputStream in, OutputStream out, String method, String path, String body)
            throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.0\r\nHost: localhost\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: " + content.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        out.flush();
        String answer = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        int headEnd = answer.indexOf("\r\n\r\n");
        String[] statusLine = answer.lines().findFirst().orElse("").split(" ");
        if (headEnd < 0 || !statusLine[0].startsWith("HTTP/") || statusLine.length < 2) {
            throw new IOException("it does not speak HTTP");
        }
        try {
            return new Response(Integer.parseInt(statusLine[1]), answer.substring(headEnd + 4));
        } catch (NumberFormatException e) {
            throw new IOException("it does not speak HTTP", e);
        }
    }
}
