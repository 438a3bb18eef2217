package io.seatrial.discovery;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of an endpoint instance (dynamo-manager.md 5.11.6). The planes that a reader understands are handed in: an address that no
 * plane of this process can use is malformed for it, so that it is never handed to a caller.
 */
final class InstanceJson {

    /** Understands Dynamo's three planes. */
    static final InstanceJson DYNAMO = new InstanceJson(List.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS));

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final BigInteger MAX_ID = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final Map<String, PlaneMode> modesByVariant = new LinkedHashMap<>();

    InstanceJson(Collection<PlaneMode> modes) {
        modes.forEach(mode -> modesByVariant.put(variant(mode), mode));
    }

    static String write(Instance instance) {
        EndpointName name = instance.id().name();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject()
                    .writeStringProperty("type", "Endpoint")
                    .writeStringProperty("component", name.component())
                    .writeStringProperty("endpoint", name.endpoint())
                    .writeStringProperty("namespace", name.namespace())
                    .writeName("instance_id")
                    .writeNumber(
                            new BigInteger(Long.toUnsignedString(instance.id().instanceId())))
                    .writeObjectPropertyStart("transport")
                    .writeStringProperty(
                            variant(instance.address().mode()),
                            instance.address().value())
                    .writeEndObject()
                    .writeEndObject();
        }
        return text.toString();
    }

    Instance read(String json) {
        JsonNode root = parse(json);
        String type = text(root, "type");
        if (!type.equals("Endpoint")) {
            throw malformed("\"type\" is \"" + type + "\" where \"Endpoint\" is expected");
        }
        EndpointName name = name(text(root, "namespace"), text(root, "component"), text(root, "endpoint"));
        return new Instance(name.instance(instanceId(root)), address(member(root, "transport")));
    }

    private static JsonNode parse(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            long offset = e.getLocation().getCharOffset();
            boolean truncated = e instanceof UnexpectedEndOfInputException || offset >= json.length();
            throw new MalformedInstanceException(
                    truncated ? "the JSON ends too early" : "not JSON from character " + offset + " on", truncated, e);
        }
        if (root.isMissingNode()) {
            throw new MalformedInstanceException("empty", true, null);
        }
        if (!root.isObject()) {
            throw malformed("not a JSON object");
        }
        return root;
    }

    private static EndpointName name(String namespace, String component, String endpoint) {
        try {
            return new EndpointName(namespace, component, endpoint);
        } catch (IllegalArgumentException e) {
            throw new MalformedInstanceException(String.valueOf(e.getMessage()), false, e);
        }
    }

    private static long instanceId(JsonNode root) {
        JsonNode id = member(root, "instance_id");
        if (!id.isIntegralNumber()
                || id.bigIntegerValue().signum() < 0
                || id.bigIntegerValue().compareTo(MAX_ID) > 0) {
            throw malformed("\"instance_id\" is not a whole number from 0 to 2^64-1");
        }
        return id.bigIntegerValue().longValue();
    }

    private InstanceAddress address(JsonNode transport) {
        if (!transport.isObject() || transport.size() != 1) {
            throw malformed("\"transport\" is not an object with one member");
        }
        String variant = transport.propertyNames().iterator().next();
        PlaneMode mode = modesByVariant.get(variant);
        if (mode == null) {
            throw malformed("transport \"" + variant + "\" is not one of " + modesByVariant.keySet());
        }
        return new InstanceAddress(mode, text(transport, variant));
    }

    /** NATS carries the requests and TCP the answers, hence the name of the variant. */
    private static String variant(PlaneMode mode) {
        return mode.equals(PlaneMode.NATS) ? "nats_tcp" : mode.name();
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (!value.isString()) {
            throw malformed("\"" + name + "\" is not a string");
        }
        String text = value.stringValue();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) { // no file name, key or subject could stand for it
            throw malformed("\"" + name + "\" holds half of a surrogate pair, which is no character");
        }
        return text;
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw malformed("\"" + name + "\" is missing");
        }
        return value;
    }

    private static MalformedInstanceException malformed(String message) {
        return new MalformedInstanceException(message, false, null);
    }
}
