package com.allvideomodels.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one reader and writer of JSON here. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The text of a field, or {@code otherwise} if it is no text. */
    static String text(JsonNode node, String field, String otherwise) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : otherwise;
    }

    static boolean flag(JsonNode node, String field, boolean otherwise) {
        JsonNode value = node.path(field);
        return value.isBoolean() ? value.asBoolean() : otherwise;
    }
}
