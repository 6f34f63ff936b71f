package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.Clauses;
import com.allvideomodels.ProductTest;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Operator;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class PolicyTests {

    private static final Pattern ANCHOR = Pattern.compile("id=\"clause-([a-z0-9.-]+)\"");

    @Autowired
    MockMvcTester pages;

    @Autowired
    PolicyLibrary library;

    static java.util.List<Locale> languages() {
        return Languages.ALL;
    }

    @Test
    void anInstallationWithoutADataProtectionOfficerStarts() {
        var settings =
                new org.springframework.boot.context.properties.source.MapConfigurationPropertySource(java.util.Map.of(
                        "app.public-url", "https://a.example",
                        "app.name", "A",
                        "app.contact.privacy-email", "p@a.example",
                        "app.contact.support-email", "s@a.example",
                        "app.contact.postal", "P"));

        Operator operator = new org.springframework.boot.context.properties.bind.Binder(settings)
                .bind("app", Operator.class)
                .get();

        assertThat(operator.contact().dpo()).isEmpty();
    }

    @Test
    void thePolicyInForceIsThatOfTheTenthOfOctober() {
        assertThat(library.current()).isEqualTo(new Policies.Version("2025-10-10", LocalDate.of(2025, 10, 10)));
    }

    @Test
    void policyAndTermsHaveTheSameVersionsSinceOneIsRecordedForBoth() {
        var policy = library.inForce("privacy", Locale.ENGLISH);
        var terms = library.inForce("terms", Locale.ENGLISH);
        var newer = new PolicyText(
                "privacy",
                "2027-01-01",
                "en",
                "T",
                LocalDate.of(2027, 1, 1),
                "first",
                java.util.List.of(),
                java.util.List.of(),
                "",
                java.util.List.of(),
                "");

        PolicyLibrary.requireSameVersions(java.util.List.of(policy, terms));
        assertThatThrownBy(() -> PolicyLibrary.requireSameVersions(java.util.List.of(policy, terms, newer)))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyClauseOfTheCatalogueStandsInThePolicyAndNothingElse(Locale language) {
        Set<String> promised = new TreeSet<>();
        Matcher anchors = ANCHOR.matcher(library.inForce("privacy", language).html());
        while (anchors.find()) {
            promised.add(anchors.group(1));
        }
        assertThat(promised).isEqualTo(new TreeSet<>(Clauses.all().keySet()));
    }

    @Test
    void bothLanguagesHaveTheSameSectionsAndTheSameFigures() {
        for (String document : PolicyLibrary.DOCUMENTS) {
            PolicyText english = library.inForce(document, Locale.ENGLISH);
            PolicyText chinese = library.inForce(document, Locale.SIMPLIFIED_CHINESE);
            assertThat(chinese.contents())
                    .extracting(PolicyText.Section::anchor)
                    .isEqualTo(english.contents().stream()
                            .map(PolicyText.Section::anchor)
                            .toList());
            assertThat(figures(chinese)).as(document).isEqualTo(figures(english));
        }
    }

    private static Set<String> figures(PolicyText text) {
        Set<String> figures = new TreeSet<>();
        Matcher numbers =
                Pattern.compile("(?<![\\w-])\\d+(?![\\w-])").matcher(text.html().replaceAll("<[^>]+>", " "));
        while (numbers.find()) {
            figures.add(numbers.group());
        }
        return figures;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/privacy",
                "/terms",
                "/acceptable-use",
                "/processors",
                "/privacy/versions",
                "/privacy/versions/2025-10-10",
                "/terms/versions/2025-10-10"
            })
    @Clause("changes.history")
    void anyoneCanReadThem(String page) {
        assertThat(pages.get().uri(page)).hasStatusOk();
        assertThat(pages.get().uri(page).header("Accept-Language", "zh-CN"))
                .hasStatusOk()
                .bodyText()
                .contains("lang=\"zh-CN\"");
    }

    @Test
    void aVersionThatNeverWasIsNotFound() {
        assertThat(pages.get().uri("/privacy/versions/2024-01-01")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(pages.get().uri("/privacy/versions/..%2fx"))
                .satisfies(
                        answer -> assertThat(answer.getResponse().getStatus()).isBetween(400, 499));
    }

    @Test
    @Clause({"changes.minor", "contact.response-times", "right.exercise"})
    void thePolicySaysItsDateAndWhereToWrite() {
        assertThat(pages.get().uri("/privacy"))
                .bodyText()
                .contains(
                        "10 October 2025",
                        "privacy@localhost.test",
                        "dpo@localhost.test",
                        "Privacy Request - ",
                        "5 to 7 business days");
    }

    @Test
    @Clause({"retain.output", "retain.input"})
    void thePolicyNamesThePeriodsTheCodeKeeps() {
        assertThat(pages.get().uri("/privacy"))
                .bodyText()
                .contains("Permanently deleted 7 days after generation", "30 days after upload");
    }

    @Test
    void aTextWithoutItsFactsOrWithAnUnknownNameStopsTheStart() {
        var operator =
                new Operator("https://a.example", "A & B", new Operator.Contact("p@a.example", "s@a.example", "", "P"));
        var markdown = new PolicyMarkdown(operator);
        String facts = "---\ntitle: T\neffective: 2025-10-10\nweight: first\nchanged: First.\n---\n";

        assertThat(markdown.render("privacy", "1", "en", facts + "{{operator}}, {{dpo}}")
                        .html())
                .contains("A &amp; B", "mailto:p@a.example");
        assertThatThrownBy(() -> markdown.render("privacy", "1", "en", "# Text"))
                .hasMessageContaining("facts");
        assertThatThrownBy(() -> markdown.render("privacy", "1", "en", facts + "{{owner}}"))
                .hasMessageContaining("nobody configured");
    }
}
