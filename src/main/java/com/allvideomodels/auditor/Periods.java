package com.allvideomodels.auditor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** How long each class of data is kept, read from {@code retention.yml} by no other means than YAML. */
@Component
class Periods {

    private static final String FILE = "/retention.yml";
    private static final String NONE = "PT0S";

    private final Map<String, String> byClass;

    Periods() {
        try (InputStream in = Periods.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not there");
            }
            Map<String, List<Map<String, Object>>> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Map<String, String> read = new LinkedHashMap<>();
            for (var rule : file.getOrDefault("classes", List.of())) {
                if (!List.of().equals(rule.get("covers"))) {
                    read.put(String.valueOf(rule.get("id")), String.valueOf(rule.getOrDefault("keeps", NONE)));
                }
            }
            byClass = Map.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every class of which anything is kept, each with its period in ISO 8601; zero for those without one. */
    Map<String, String> byClass() {
        return byClass;
    }
}
