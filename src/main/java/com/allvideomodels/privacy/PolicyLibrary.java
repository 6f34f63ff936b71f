package com.allvideomodels.privacy;

import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every version of every text that was ever published. The first ones come with the application and are read once; one that lacks a
 * language stops the start. Later ones are published by staff and lie in the database.
 */
@Component
class PolicyLibrary implements Policies {

    static final String PRIVACY = "privacy";
    static final String TERMS = "terms";
    static final List<String> DOCUMENTS = List.of(PRIVACY, TERMS, "acceptable-use");

    private static final Pattern PLACE =
            Pattern.compile(".*/policy/([a-z-]+)/(\\d{4}-\\d{2}-\\d{2})\\.([a-zA-Z-]+)\\.md");

    private final List<PolicyText> texts;
    private final PolicyMarkdown markdown;
    private final PublishedTexts published;
    private final InstantSource clock;

    PolicyLibrary(Operator operator, PublishedTexts published, InstantSource clock) {
        this.markdown = new PolicyMarkdown(operator);
        this.texts = read(markdown);
        this.published = published;
        this.clock = clock;
    }

    /** Of policy and terms the later one, since people agree to both at once. */
    @Override
    public Version current() {
        return published.current(today()).orElseGet(() -> {
            PolicyText text = inForce(PRIVACY, Languages.ALL.getFirst());
            return new Version(text.version(), text.effective());
        });
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    PolicyMarkdown markdown() {
        return markdown;
    }

    PolicyText inForce(String document, Locale language) {
        LocalDate today = today();
        return versions(document, language).stream()
                .filter(text -> !text.effective().isAfter(today))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no version of " + document + " is in force"));
    }

    /** The newest first. */
    List<PolicyText> versions(String document, Locale language) {
        String tag = Languages.nearest(language.toLanguageTag()).toLanguageTag();
        Stream<PolicyText> later = published.of(document, tag).stream().map(markdown::render);
        Stream<PolicyText> first = texts.stream()
                .filter(text ->
                        text.document().equals(document) && text.language().equals(tag));
        return Stream.concat(later, first)
                .sorted(Comparator.comparing(PolicyText::effective).reversed())
                .toList();
    }

    Optional<PolicyText> find(String document, String version, Locale language) {
        return versions(document, language).stream()
                .filter(text -> text.version().equals(version))
                .findFirst();
    }

    private static List<PolicyText> read(PolicyMarkdown markdown) {
        List<PolicyText> texts = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:policy/*/*.md")) {
                texts.add(read(file, markdown));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The policy texts cannot be read", e);
        }
        texts.forEach(text -> requireEveryLanguage(text, texts));
        requireSameVersions(texts);
        return List.copyOf(texts);
    }

    /** People agree to policy and terms at once, and one version is recorded for both. */
    static void requireSameVersions(List<PolicyText> texts) {
        if (!versions(PRIVACY, texts).equals(versions(TERMS, texts))) {
            throw new IllegalStateException(
                    "privacy and terms have different versions, and people agree to one of both");
        }
    }

    private static Map<String, LocalDate> versions(String document, List<PolicyText> texts) {
        return texts.stream()
                .filter(text -> text.document().equals(document))
                .collect(Collectors.toMap(PolicyText::version, PolicyText::effective, (one, other) -> one));
    }

    private static PolicyText read(Resource file, PolicyMarkdown markdown) throws IOException {
        Matcher place = PLACE.matcher(file.getURL().toString());
        if (!place.matches() || !DOCUMENTS.contains(place.group(1))) {
            throw new IllegalStateException("not the name of a policy text: " + file.getFilename());
        }
        String source = file.getContentAsString(StandardCharsets.UTF_8);
        return markdown.render(place.group(1), place.group(2), place.group(3), source);
    }

    private static void requireEveryLanguage(PolicyText text, List<PolicyText> all) {
        for (Locale language : Languages.ALL) {
            boolean there = all.stream()
                    .anyMatch(other -> other.document().equals(text.document())
                            && other.version().equals(text.version())
                            && other.effective().equals(text.effective())
                            && other.language().equals(language.toLanguageTag()));
            if (!there) {
                throw new IllegalStateException(
                        text.document() + " " + text.version() + " does not exist in " + language.toLanguageTag());
            }
        }
    }
}
