package com.allvideomodels.privacy;

import com.allvideomodels.privacy.Processors.Processor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code processors.yml}, and reads it strictly: a register with a gap would say less than the policy promises. */
class ProcessorFile {

    private static final String DEFAULTS = "defaults/processors.yml";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> KINDS = Set.of("video", "storage", "mail", "payment", "sign-in", "analytics");
    private static final Set<String> LANGUAGES = Set.of("en", "zh-CN");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;

    ProcessorFile(Path file) {
        this.file = file;
    }

    List<Processor> read() {
        try (InputStream in = open()) {
            return checked(YAML.readValue(in, Register.class).processors());
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("processors.yml cannot be read: " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        return Files.exists(file) ? Files.newInputStream(file) : new ClassPathResource(DEFAULTS).getInputStream();
    }

    private static List<Processor> checked(List<Processor> processors) {
        Set<String> slugs = new HashSet<>();
        for (Processor one : processors) {
            require(SLUG.matcher(one.slug()).matches(), one, "has a slug that cannot stand in an address");
            require(slugs.add(one.slug()), one, "is there twice");
            require(KINDS.contains(one.kind()), one, "has a kind other than " + KINDS);
            require(one.policyUrl().startsWith("https://"), one, "has a policy-url without https");
            List.of(one.receives(), one.places(), one.safeguard(), one.training(), one.retention())
                    .forEach(words -> require(complete(words), one, "says something not in both of " + LANGUAGES));
        }
        return List.copyOf(processors);
    }

    private static boolean complete(Map<String, String> words) {
        return words.keySet().equals(LANGUAGES) && words.values().stream().noneMatch(String::isBlank);
    }

    private static void require(boolean holds, Processor one, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("processors.yml: " + one.slug() + " " + otherwise);
        }
    }

    private record Register(List<Processor> processors) {}
}
