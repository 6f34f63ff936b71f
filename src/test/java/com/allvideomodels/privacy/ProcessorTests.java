package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

@ProductTest
class ProcessorTests {

    private static final String GOOD = """
            processors:
              - slug: one
                name: One
                kind: video
                receives: {en: a, zh-CN: b}
                places: {en: a, zh-CN: b}
                safeguard: {en: a, zh-CN: b}
                training: {en: a, zh-CN: b}
                retention: {en: a, zh-CN: b}
                policy-url: https://one.example/privacy
                stated: 2026-11-22
            """;

    @Autowired
    Processors processors;

    @Autowired
    MockMvcTester pages;

    @TempDir
    Path folder;

    @Test
    @Clause({"share.providers", "share.creem", "share.storage", "share.resend", "transfers.notice", "gdpr.processors"})
    void everyThirdPartyIsNamedWithPlaceAndSafeguard() {
        assertThat(processors.all())
                .extracting(Processors.Processor::slug)
                .contains(
                        "runway",
                        "pika",
                        "volcengine",
                        "luma",
                        "evolink",
                        "storage",
                        "resend",
                        "creem",
                        "google-sign-in");
        for (var one : processors.all()) {
            assertThat(pages.get().uri("/processors"))
                    .bodyText()
                    .contains(
                            "id=\"" + one.slug() + "\"",
                            "href=\"" + one.policyUrl() + "\"",
                            one.stated().toString(),
                            HtmlUtils.htmlEscape(one.training().get("en")));
        }
    }

    @Test
    void theFileBesideTheJarWins() throws IOException {
        assertThat(read(GOOD).getFirst().name()).isEqualTo("One");
        assertThat(new ProcessorFile(folder.resolve("absent.yml")).read()).isEqualTo(processors.all());
    }

    @Test
    void aRegisterWithAGapStopsTheStart() {
        assertThatThrownBy(() -> read(GOOD.replace("    training: {en: a, zh-CN: b}\n", "")))
                .hasMessageContaining("training");
        assertThatThrownBy(() -> read(GOOD.replace("training: {en: a, zh-CN: b}", "training: {en: a}")))
                .hasMessageContaining("not in both");
        assertThatThrownBy(() -> read(GOOD.replace("training: {en: a, zh-CN: b}", "training: {en: a, zh-CN: ''}")))
                .hasMessageContaining("not in both");
    }

    @Test
    void aRegisterThatCannotBeMeantStopsTheStart() {
        assertThatThrownBy(() -> read(GOOD + "    colour: red\n")).hasMessageContaining("colour");
        assertThatThrownBy(() -> read(GOOD + GOOD.substring(GOOD.indexOf("  - slug"))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> read(GOOD.replace("kind: video", "kind: friend")))
                .hasMessageContaining("kind");
        assertThatThrownBy(() -> read(GOOD.replace("https://", "http://"))).hasMessageContaining("https");
        assertThatThrownBy(() -> read("processors: [")).hasMessageContaining("cannot be read");
    }

    private java.util.List<Processors.Processor> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("processors.yml"), yaml);
        return new ProcessorFile(file).read();
    }
}
