package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook.Entry;
import com.allvideomodels.mail.WrittenLetters.Sealed;
import com.allvideomodels.web.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LettersTests {

    private static final Composer COMPOSER = new Composer(OutboxTests.words(), OutboxTests.operator());

    static Stream<Arguments> everyLetterInEveryLanguage() {
        return LetterPreviews.samples(OutboxTests.operator()).stream()
                .flatMap(letter -> Languages.ALL.stream().map(language -> Arguments.of(letter, language)));
    }

    @ParameterizedTest
    @MethodSource("everyLetterInEveryLanguage")
    void everyLetterSaysItAllInHtmlAndInText(Letter letter, Locale language) {
        Sealed words = compose(letter, "Ana", language);
        String link = letter.values().get("link");
        assertThat(words.subject()).isNotBlank().doesNotContain("??", "{");
        assertThat(words.text())
                .contains(link, "Example Studio", "1 Example Street", "https://videos.example.com/privacy")
                .doesNotContain("??", "[(", "{0}", "null", "&amp;", "&#");
        assertThat(words.html())
                .startsWith("<!DOCTYPE html>")
                .contains("href=\"" + link + "\"", "lang=\"" + language.toLanguageTag() + "\"", "<h1", words.subject())
                .doesNotContain("??", "{0}", "null", " th:");
        letter.values().forEach((name, value) -> {
            if (name.equals("model") || List.of("device", "place").contains(name)) {
                assertThat(words.text()).contains(value);
                assertThat(words.html()).contains(value);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("everyLetterInEveryLanguage")
    void noLetterFetchesAnythingWhenItIsOpened(Letter letter, Locale language) {
        assertThat(compose(letter, "Ana", language).html())
                .doesNotContain("<img", "<script", "<link", "url(", "@import", " src=");
    }

    @Test
    void everyTemplateHasASample() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/templates/mail"))) {
            Set<String> templates = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("frame."))
                    .map(name -> name.replaceFirst("\\.(html|txt)$", ""))
                    .collect(Collectors.toSet());
            List<String> samples = LetterPreviews.samples(OutboxTests.operator()).stream()
                    .map(Letter::template)
                    .distinct()
                    .toList();
            assertThat(samples).containsExactlyInAnyOrderElementsOf(templates);
        }
    }

    @Test
    void aNameCannotSmuggleMarkupIntoALetter() {
        Sealed words = compose(Letters.welcome("https://example.com/"), "<b onclick=x>Ana</b>", Locale.ENGLISH);
        assertThat(words.html()).contains("&lt;b onclick").doesNotContain("<b onclick");
    }

    @Test
    void aStrangersLetterGreetsNobody() {
        Letter letter = Letters.confirmAddress("https://example.com/");
        assertThat(compose(letter, "Win a prize at evil.example", Locale.ENGLISH)
                        .text())
                .doesNotContain("evil.example")
                .startsWith("Confirm");
    }

    @Test
    void timesAreWrittenInTheReadersLanguage() {
        Letter letter = Letters.videoReady("https://e.com/", "Ray 2", Instant.parse("2026-11-29T14:05:00Z"));
        assertThat(compose(letter, "Ana", Locale.ENGLISH).text()).contains("29 November 2026, 14:05 UTC");
        assertThat(compose(letter, "陈静", Locale.SIMPLIFIED_CHINESE).text()).contains("2026年11月29日 14:05（UTC）");
    }

    @Test
    void aSignInIsToldByItsPlaceWhereTheDeviceIsUnknown() {
        Letter letter = Letters.signInFromNewPlace(
                "https://e.com/", "", "198.51.100.0/24", Instant.parse("2026-11-29T14:05:00Z"));
        Sealed words = compose(letter, "Ana", Locale.ENGLISH);
        assertThat(words.text())
                .contains("from a place or on a device", "Network: 198.51.100.0/24")
                .doesNotContain("Device:");
        assertThat(words.html()).contains("198.51.100.0/24").doesNotContain("Device");
    }

    @Test
    void whatMayBeMissingMayBeMissing() {
        Letter letter = new Letter("video-ready", Map.of("link", "https://e.com/", "model", "Ray 2"));
        assertThat(compose(letter, "", Locale.ENGLISH).text())
                .doesNotContain("null", "Hello", "{0}")
                .startsWith("The video");
    }

    private static Sealed compose(Letter letter, String name, Locale language) {
        return COMPOSER.compose(
                letter,
                new Entry(new EmailAddress("ana@example.com"), name, language),
                "https://videos.example.com/unsubscribe/token");
    }
}
