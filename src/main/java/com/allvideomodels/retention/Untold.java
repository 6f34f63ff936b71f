package com.allvideomodels.retention;

import com.allvideomodels.retention.RetentionPolicy.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What no copy of a person's data tells, and why ({@code untold.yml}): secrets above all. Every copy says so itself. */
@Component
public class Untold {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<Place> places;

    Untold() {
        try (InputStream in = new ClassPathResource("untold.yml").getInputStream()) {
            places = List.copyOf(YAML.readValue(in, File.class).untold());
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("untold.yml cannot be read: " + e.getMessage(), e);
        }
    }

    /** In the order of the file. */
    public List<Place> places() {
        return places;
    }

    /**
     * @param columns empty for the whole table
     * @param reason for people, in both languages
     */
    public record Place(String table, List<String> columns, Words reason) {

        public Place {
            columns = columns == null ? List.of() : List.copyOf(columns);
        }

        /** Whether it is one of these columns, or the whole table is meant. */
        public boolean covers(String table, String column) {
            return this.table.equals(table) && (columns.isEmpty() || columns.contains(column));
        }
    }

    private record File(List<Place> untold) {}
}
