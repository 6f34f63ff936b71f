package com.allvideomodels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The catalogue of clauses, {@code policy/clauses.csv}. */
public final class Clauses {

    private static final Pattern LINE = Pattern.compile("([a-z0-9.-]+),([^,]+),\"([^\"]*)\",\"([^\"]*)\"");

    private Clauses() {}

    /** In the order of the file, by id. */
    public static Map<String, Entry> all() {
        Map<String, Entry> clauses = new LinkedHashMap<>();
        text().lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalStateException("not a clause: " + line);
            }
            clauses.put(parts.group(1), new Entry(parts.group(1), parts.group(2), parts.group(3), parts.group(4)));
        });
        return clauses;
    }

    private static String text() {
        try {
            return new ClassPathResource("policy/clauses.csv").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record Entry(String id, String section, String obligation, String means) {}
}
