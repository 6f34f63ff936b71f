package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.web.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

@ProductTest
class ActivityTests {

    private static final String GOOD = """
            activities:
              - slug: one
                name: {en: a, zh-CN: b}
                purpose: {en: a, zh-CN: b}
                people: {en: a, zh-CN: b}
                data: [output]
                basis: [CONTRACT]
                recipients: [runway]
                measures: {en: a, zh-CN: b}
            """;

    @Autowired
    ProcessingActivities activities;

    @Autowired
    RetentionPolicy policy;

    @Autowired
    Processors processors;

    @Autowired
    Operator operator;

    @Autowired
    MockMvcTester pages;

    @TempDir
    Path folder;

    /** A class of data that somebody adds to {@code retention.yml} has to say what it is for. */
    @Test
    @Clause("gdpr.lawful-basis")
    void everyClassOfDataIsUsedForSomethingOnSomeBasis() {
        assertThat(policy.rules())
                .allSatisfy(rule ->
                        assertThat(activities.using(rule.id())).as(rule.id()).isNotEmpty());
        assertThat(activities.all()).allSatisfy(one -> assertThat(one.basis()).isNotEmpty());
    }

    /** Who receives something stands in both registers. */
    @Test
    void everyThirdPartyReceivesSomethingForSomeActivity() {
        assertThat(processors.all())
                .allSatisfy(company -> assertThat(activities.all())
                        .as(company.slug())
                        .anyMatch(one -> one.recipients().contains(company.slug())));
    }

    @Test
    @Clause({"gdpr.lawful-basis", "gdpr.processors", "transfers.notice"})
    void everyoneReadsWhatForOnWhichBasisAndUnderWhichSafeguard() {
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            String tag = language == Locale.ENGLISH ? "en" : "zh-CN";
            var page = assertThat(pages.get().uri("/privacy/activities").header("Accept-Language", tag))
                    .hasStatusOk()
                    .bodyText();
            for (var one : activities.all()) {
                page.contains(
                        escaped(one.name().in(language)), escaped(one.purpose().in(language)));
                one.data()
                        .forEach(id -> page.contains(
                                "#" + id, escaped(policy.rule(id).name().in(language))));
                one.recipients()
                        .forEach(slug -> page.contains(escaped(
                                processors.find(slug).orElseThrow().safeguard().get(tag))));
            }
        }
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8").replace("&#39;", "&#39;");
    }

    @Test
    @Clause({"gdpr.complaint", "gdpr.dpo", "children.report"})
    void everyoneFindsWhoAnswersHereAndTheAuthorityOfTheirCountry() {
        assertThat(pages.get().uri("/privacy/authorities").header("Accept-Language", "en"))
                .hasStatusOk()
                .bodyText()
                .contains(operator.contact().privacyEmail())
                .contains("Ireland", "https://www.dataprotection.ie/", "Germany", "https://www.bfdi.bund.de/")
                .contains("id=\"children\"", "https://reportfraud.ftc.gov/");
        assertThat(pages.get().uri("/privacy/authorities").header("Accept-Language", "zh-CN"))
                .hasStatusOk()
                .bodyText()
                .contains("爱尔兰", "德国", "中央网信办举报中心");
    }

    @Test
    void aRegisterThatCannotBeMeantStopsTheStart() throws IOException {
        assertThat(read(GOOD).all()).hasSize(1);
        assertThatThrownBy(() -> read(GOOD.replace("[output]", "[nothing-like-it]")))
                .hasMessageContaining("retention.yml has not");
        assertThatThrownBy(() -> read(GOOD.replace("[output]", "[]"))).hasMessageContaining("uses no data");
        assertThatThrownBy(() -> read(GOOD.replace("[CONTRACT]", "[]"))).hasMessageContaining("no basis");
        assertThatThrownBy(() -> read(GOOD.replace("[CONTRACT]", "[HABIT]"))).hasMessageContaining("HABIT");
        assertThatThrownBy(() -> read(GOOD.replace("runway", "nobody"))).hasMessageContaining("nobody");
        assertThatThrownBy(() -> read(GOOD.replace("measures: {en: a, zh-CN: b}", "measures: {en: a, zh-CN: ''}")))
                .hasMessageContaining("both languages");
        assertThatThrownBy(() -> read(GOOD.replace("    people: {en: a, zh-CN: b}\n", "")))
                .hasMessageContaining("people");
        assertThatThrownBy(() -> read(GOOD + GOOD.substring(GOOD.indexOf("  - slug"))))
                .hasMessageContaining("twice");
    }

    private ActivityRegister read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("activities.yml"), yaml);
        Path absent = folder.resolve("absent.yml");
        return new ActivityRegister(new PrivacySettings(absent, file, absent), policy, processors);
    }
}
