package io.seatrial.transport.nats;

import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service tells of itself, in the JSON of NATS's service API.
 *
 * @param name the service
 * @param id one instance of it
 * @param description what it is
 * @param started since when, in RFC 3339
 */
record ServiceReport(String name, String id, String description, String started) {

    /** The version of the runtime whose wire formats these are. */
    private static final String VERSION = "1.0.2";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * One endpoint of a service.
     *
     * @param subject where it listens
     * @param handler what is known of its requests
     */
    record Listed(String subject, MeasuredHandler handler) {}

    byte[] ping() {
        return bytes(header("ping"));
    }

    byte[] info(Collection<Listed> endpoints) {
        ObjectNode info = header("info").put("description", description);
        ArrayNode all = info.putArray("endpoints");
        endpoints.forEach(each -> endpoint(all, each).putObject("metadata"));
        return bytes(info);
    }

    byte[] stats(Collection<Listed> endpoints) {
        ObjectNode stats = header("stats").put("started", started);
        ArrayNode all = stats.putArray("endpoints");
        endpoints.forEach(each -> {
            MeasuredHandler handler = each.handler();
            long requests = handler.requests();
            endpoint(all, each)
                    .put("num_requests", requests)
                    .put("num_errors", handler.errors())
                    .put("last_error", handler.lastError())
                    .put("processing_time", handler.nanos())
                    .put("average_processing_time", requests == 0 ? 0 : handler.nanos() / requests);
        });
        return bytes(stats);
    }

    private ObjectNode header(String kind) {
        ObjectNode object = MAPPER.createObjectNode()
                .put("type", "io.nats.micro.v1." + kind + "_response")
                .put("name", name)
                .put("id", id)
                .put("version", VERSION);
        object.putObject("metadata");
        return object;
    }

    private static ObjectNode endpoint(ArrayNode all, Listed listed) {
        return all.addObject()
                .put("name", Subjects.listedAs(listed.subject()))
                .put("subject", listed.subject())
                .put("queue_group", Subjects.QUEUE_GROUP);
    }

    private static byte[] bytes(ObjectNode object) {
        return MAPPER.writeValueAsBytes(object);
    }
}
