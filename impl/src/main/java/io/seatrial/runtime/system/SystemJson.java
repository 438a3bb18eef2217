package io.seatrial.runtime.system;

import io.seatrial.runtime.health.HealthReport;
import io.seatrial.runtime.health.HealthStatus;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the system server's pages (dynamo-manager.md 5.9). */
final class SystemJson {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SystemJson() {}

    static String health(HealthReport report) {
        return write(json -> {
            json.writeObjectPropertyStart("endpoints");
            for (Map.Entry<String, HealthStatus> endpoint : report.endpoints().entrySet()) {
                json.writeStringProperty(endpoint.getKey(), endpoint.getValue().label());
            }
            json.writeEndObject();
            json.writeStringProperty("status", report.status().label());
            json.writeObjectPropertyStart("uptime");
            json.writeNumberProperty("nanos", report.uptime().toNanos() % NANOS_PER_SECOND);
            json.writeNumberProperty("secs", report.uptime().toNanos() / NANOS_PER_SECOND);
            json.writeEndObject();
        });
    }

    static byte[] error(String error, String message) {
        return write(json -> {
                    json.writeStringProperty("error", error);
                    json.writeStringProperty("message", message);
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns why a text is no JSON; {@code null} if it is. */
    static @Nullable String fault(byte[] json) {
        try {
            MAPPER.readTree(json);
            return null;
        } catch (JacksonException e) {
            return e.getOriginalMessage();
        }
    }

    private static String write(Consumer<JsonGenerator> properties) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
