package io.seatrial.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** As much of JSON Schema as the published schemas use; a keyword that it does not know is an error. */
public final class MiniSchema {

    private static final List<String> WITHOUT_EFFECT = List.of("$schema", "$id", "$defs", "title", "description");

    private final JsonNode root;
    private final List<String> errors = new ArrayList<>();

    private MiniSchema(JsonNode root) {
        this.root = root;
    }

    /** Returns what is wrong with a document, a line each. */
    public static List<String> errors(JsonNode schema, JsonNode document) {
        MiniSchema checker = new MiniSchema(schema);
        checker.check(schema, document, "");
        return checker.errors;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!WITHOUT_EFFECT.contains(keyword.getKey())) {
                check(keyword.getKey(), keyword.getValue(), schema, value, at);
            }
        }
    }

    private void check(String keyword, JsonNode argument, JsonNode schema, JsonNode value, String at) {
        switch (keyword) {
            case "$ref" -> check(root.at(argument.asString().substring(1)), value, at);
            case "type" -> require(isA(argument.asString(), value), at, "is no " + argument);
            case "const" -> require(argument.equals(value), at, "is not " + argument);
            case "enum" -> require(argument.valueStream().anyMatch(value::equals), at, "is none of " + argument);
            case "minimum" -> require(value.asDouble() >= argument.asDouble(), at, "is less than " + argument);
            case "minItems" -> require(value.size() >= argument.asInt(), at, "has less than " + argument + " items");
            case "pattern" -> require(value.asString().matches(argument.asString()), at, "does not match " + argument);
            case "required" ->
                argument.forEach(key -> require(value.has(key.asString()), at, "lacks " + key.asString()));
            case "items" -> {
                for (int i = 0; i < value.size(); i++) {
                    check(argument, value.get(i), at + "/" + i);
                }
            }
            case "properties" ->
                argument.properties().forEach(property -> {
                    JsonNode member = value.get(property.getKey());
                    if (member != null) {
                        check(property.getValue(), member, at + "/" + property.getKey());
                    }
                });
            case "additionalProperties" ->
                value.propertyNames()
                        .forEach(name -> require(schema.get("properties").has(name), at, "has an unknown key " + name));
            default -> throw new IllegalArgumentException("this checker does not know the keyword " + keyword);
        }
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("this checker does not know the type " + type);
        };
    }

    private void require(boolean holds, String at, String error) {
        if (!holds) {
            errors.add((at.isEmpty() ? "/" : at) + " " + error);
        }
    }
}
