package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word of the product exists in every language. */
class MessagesTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final String CHINESE = "_zh_CN.properties";

    /** {@code #{key}}, {@code #{key(…)}}; keys put together while the page is made have a quote in them and are not meant. */
    private static final Pattern USED =
            Pattern.compile("#\\{([a-zA-Z0-9_.-]+)[(}]|#messages\\.msg\\('([a-zA-Z0-9_.-]+)'");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)[,}]");

    static Stream<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("_"))
                    .map(name -> name.replace(".properties", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bothLanguagesSayTheSameThings(String module) {
        assertThat(load(module + CHINESE).stringPropertyNames())
                .isEqualTo(load(module + ".properties").stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingIsLeftUnsaid(String module) {
        for (String file : List.of(module + ".properties", module + CHINESE)) {
            load(file)
                    .forEach((key, value) ->
                            assertThat((String) value).as(file + " " + key).isNotBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingIsSaidTwice(String module) throws IOException {
        for (String file : List.of(module + ".properties", module + CHINESE)) {
            Set<String> seen = new HashSet<>();
            Files.readAllLines(MESSAGES.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')).strip())
                    .forEach(key ->
                            assertThat(seen.add(key)).as(file + " " + key).isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyPatternCanBeReadAndTakesTheSameArguments(String module) {
        Properties english = load(module + ".properties");
        Properties chinese = load(module + CHINESE);
        for (String key : english.stringPropertyNames()) {
            String one = english.getProperty(key);
            String other = chinese.getProperty(key, one);
            if (PLACE.matcher(one).find() || PLACE.matcher(other).find()) {
                new MessageFormat(one, Locale.ENGLISH);
                new MessageFormat(other, Locale.SIMPLIFIED_CHINESE);
                assertThat(places(other)).as(module + " " + key).isEqualTo(places(one));
                assertThat(one.replace("''", ""))
                        .as(module + " " + key + ": a lone quote swallows arguments")
                        .doesNotContain("'");
            }
        }
    }

    @Test
    void everyWordATemplateAsksForExists() throws IOException {
        Set<String> known = new HashSet<>();
        modules().forEach(module -> known.addAll(load(module + ".properties").stringPropertyNames()));
        Set<String> missing = new TreeSet<>();
        for (Path template : templates()) {
            Matcher used = USED.matcher(withoutComments(Files.readString(template)));
            while (used.find()) {
                String key = used.group(1) != null ? used.group(1) : used.group(2);
                if (!known.contains(key)) {
                    missing.add(TEMPLATES.relativize(template) + ": " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noTwoModulesClaimTheSameKey() throws IOException {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        modules()
                .forEach(module -> load(module + ".properties").stringPropertyNames().stream()
                        .filter(key -> !seen.add(key))
                        .forEach(twice::add));
        assertThat(twice).isEmpty();
    }

    private static String withoutComments(String template) {
        return template.replaceAll("(?s)<!--/\\*.*?\\*/-->", "");
    }

    private static Set<String> places(String pattern) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(pattern);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Properties load(String file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
