package com.allvideomodels.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A file of data that an operator may edit, read strictly: a field that is missing, unknown or there twice stops the start of the
 * application. Where the file does not exist, the one in the jar holds.
 *
 * @param file beside the application
 * @param name of the one in the jar, for instance {@code processors.yml}
 */
public record RegisterFile(Path file, String name) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * @param type a record of what the whole file holds
     * @param <T> the same
     * @throws IllegalStateException if it cannot be read as one; the message names the file and the field
     */
    public <T> T read(Class<T> type) {
        try (InputStream in = open()) {
            return YAML.readValue(in, type);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalStateException saying what is wrong with which entry, unless {@code holds} */
    public void require(boolean holds, String entry, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(name + ": " + entry + " " + otherwise);
        }
    }

    private InputStream open() throws IOException {
        return Files.exists(file)
                ? Files.newInputStream(file)
                : new ClassPathResource("defaults/" + name).getInputStream();
    }
}
