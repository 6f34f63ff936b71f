package com.allvideomodels.retention;

import com.allvideomodels.retention.RetentionPolicy.Cover;
import com.allvideomodels.retention.RetentionPolicy.Exemption;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import com.allvideomodels.retention.RetentionPolicy.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code retention.yml}, and reads it strictly: a gap in it would be data that nobody ends. */
class RulesFile {

    private static final Pattern ID = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern PREFIX = Pattern.compile("[a-z]+:([a-z-]+/)+");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Resource file;

    RulesFile(Resource file) {
        this.file = file;
    }

    static RulesFile shipped() {
        return new RulesFile(new ClassPathResource("retention.yml"));
    }

    /** @throws IllegalStateException if anything in it is not as it must be */
    Contents read() {
        try (InputStream in = file.getInputStream()) {
            return checked(YAML.readValue(in, Contents.class));
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("retention.yml cannot be read: " + e.getMessage(), e);
        }
    }

    private static Contents checked(@Nullable Contents file) {
        if (file == null || file.classes() == null || file.exemptions() == null) {
            throw new IllegalStateException("retention.yml names no classes or no exemptions");
        }
        Set<String> clauses = clauses();
        Set<String> ids = new HashSet<>();
        for (Rule rule : file.classes()) {
            require(rule.id() != null && ID.matcher(rule.id()).matches(), rule, "has no id that can be one");
            require(ids.add(rule.id()), rule, "is there twice");
            require(clauses.contains(rule.clause()), rule, "names a clause that does not exist");
            require(said(rule.name()) && said(rule.starts()) && said(rule.ground()), rule, "leaves something unsaid");
            require(rule.ends() != null, rule, "does not say how it ends");
            require(isPeriod(rule), rule, "has a period that cannot be one");
            require(rule.keeps() != null || rule.by() != null, rule, "is ended by nothing");
            require(rule.by() == null || said(rule.by()), rule, "leaves something unsaid");
            require(rule.source() == null || said(rule.source()), rule, "leaves something unsaid");
            require(rule.purpose() == null || said(rule.purpose()), rule, "leaves something unsaid");
            rule.covers().forEach(cover -> require(isOnePlace(cover), rule, "covers something that is not one place"));
        }
        file.exemptions().forEach(RulesFile::check);
        return file;
    }

    private static boolean said(@Nullable Words words) {
        return words != null && given(words.en()) && given(words.chinese());
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean isPeriod(Rule rule) {
        try {
            return rule.keeps() == null
                    || rule.period() != null && !rule.keeps().contains("-");
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isOnePlace(Cover cover) {
        return count(cover.table(), cover.prefix(), cover.cache(), cover.provider()) == 1
                && (cover.table() != null || cover.columns().isEmpty() && cover.rows() == null)
                && (cover.prefix() == null || PREFIX.matcher(cover.prefix()).matches());
    }

    private static void check(Exemption exemption) {
        boolean onePlace = count(exemption.table(), exemption.prefix(), exemption.cache(), exemption.provider()) == 1;
        if (!onePlace || !given(exemption.reason())) {
            throw new IllegalStateException("retention.yml: an exemption needs one place and a reason: " + exemption);
        }
    }

    private static long count(@Nullable String... places) {
        return Stream.of(places).filter(Objects::nonNull).count();
    }

    private static void require(boolean holds, Rule rule, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("retention.yml: " + rule.id() + " " + otherwise);
        }
    }

    private static Set<String> clauses() {
        try {
            String table = new ClassPathResource("policy/clauses.csv").getContentAsString(StandardCharsets.UTF_8);
            return table.lines()
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException("the clauses of the policy cannot be read", e);
        }
    }

    record Contents(List<Rule> classes, List<Exemption> exemptions) {}
}
