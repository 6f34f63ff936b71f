package com.allvideomodels.http;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Optional;
import okio.ByteString;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the companies speak it: what is not known is ignored, what is {@code null} is not sent. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(
                    inclusion -> inclusion.withValueInclusion(Include.NON_NULL).withContentInclusion(Include.NON_NULL))
            .build();

    private Json() {}

    /** Empty where the text is no JSON or not of this shape. */
    public static <T> Optional<T> read(ByteString text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text.toByteArray(), type));
        } catch (JacksonException notSo) {
            return Optional.empty();
        }
    }

    /** Empty where the text is no JSON. */
    public static Optional<JsonNode> tree(ByteString text) {
        return read(text, JsonNode.class);
    }

    /** The value in UTF-8. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
