package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.proxy.api.RawHttp.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The recorded calls: groups that begin without proxies, each a list of calls in order with the answers of the real server. A call is
 * {@code METHOD path} with a body and headers, or {@code raw} bytes. {@code <api>} stands for the port of the API itself.
 */
final class CallTable {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private CallTable() {}

    static List<Map<String, Object>> read(Path file) throws IOException {
        return YAML.readValue(Files.readString(file), new TypeReference<>() {});
    }

    static void write(Path file, List<Map<String, Object>> groups) throws IOException {
        Files.writeString(
                file,
                "# Written by ApiTableTest, from the answers of the real server.\n" + YAML.writeValueAsString(groups));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> calls(Map<String, Object> group) {
        return (List<Map<String, Object>>) group.get("calls");
    }

    /** Makes the calls of a group on a server and returns the answers in the form of the table. */
    static List<Map<String, Object>> replies(InetSocketAddress server, Map<String, Object> group) throws IOException {
        removeAll(server);
        List<Map<String, Object>> replies = new ArrayList<>();
        for (Map<String, Object> call : calls(group)) {
            Reply reply = RawHttp.send(server, request(server, call));
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("line", reply.line());
            shown.put("headers", reply.headers());
            shown.put("body", reply.body());
            replies.add(shown);
        }
        removeAll(server);
        return replies;
    }

    @SuppressWarnings("unchecked")
    private static String request(InetSocketAddress server, Map<String, Object> call) {
        String api = Integer.toString(server.getPort());
        if (call.get("raw") instanceof String raw) {
            return raw;
        }
        List<String> headers = (List<String>) call.getOrDefault("headers", List.of());
        String body = (String) call.get("body");
        return RawHttp.request(
                (String) call.get("call"),
                headers.toArray(String[]::new),
                body == null ? null : body.replace("<api>", api));
    }

    private static void removeAll(InetSocketAddress server) throws IOException {
        String all = RawHttp.send(server, RawHttp.request("GET /proxies", new String[0], null))
                .body();
        Map<String, Object> proxies = YAML.readValue(all, new TypeReference<>() {});
        for (String name : proxies.keySet()) {
            String path = java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
                    .replace("+", "%20");
            RawHttp.send(server, RawHttp.request("DELETE /proxies/" + path, new String[0], null));
        }
    }
}
