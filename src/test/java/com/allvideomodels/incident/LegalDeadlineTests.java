package com.allvideomodels.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.incident.LegalDeadlines.Due;
import com.allvideomodels.incident.LegalDeadlines.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Clause("security.incident")
class LegalDeadlineTests {

    private static final Instant NOTICED = Instant.parse("2026-11-26T08:00:00Z");
    private static final String GOOD = """
            deadlines:
              - id: one
                name: {en: a, zh-CN: b}
                within: PT72H
                from: LIKELY
                to: AUTHORITY
                source: a law
            """;

    @TempDir
    Path folder;

    @Test
    void theAuthorityHearsWithinSeventyTwoHoursOfNoticing() {
        assertThat(due("gdpr-authority", Risk.LIKELY, Duration.ZERO).at())
                .isEqualTo(Instant.parse("2026-11-29T08:00:00Z"));
        assertThat(due("gdpr-authority", Risk.LIKELY, Duration.ofHours(47)).state())
                .isEqualTo(State.AHEAD);
        assertThat(due("gdpr-authority", Risk.LIKELY, Duration.ofHours(49)).state())
                .isEqualTo(State.NEAR);
        assertThat(due("gdpr-authority", Risk.LIKELY, Duration.ofHours(72)).state())
                .isEqualTo(State.NEAR);
        assertThat(due("gdpr-authority", Risk.LIKELY, Duration.ofHours(72).plusSeconds(1))
                        .state())
                .isEqualTo(State.OVER);
    }

    @Test
    void whatNobodyHasAssessedYetCountsAsTheHighestRisk() {
        var all = shipped().of(NOTICED, Risk.UNASSESSED, Map.of(), NOTICED);
        assertThat(all).isEqualTo(shipped().of(NOTICED, Risk.HIGH, Map.of(), NOTICED));
        assertThat(all).extracting(one -> one.deadline().id()).contains("gdpr-people");
        assertThat(shipped().of(NOTICED, Risk.LIKELY, Map.of(), NOTICED))
                .extracting(one -> one.deadline().id())
                .contains("gdpr-authority")
                .doesNotContain("gdpr-people");
        assertThat(shipped().of(NOTICED, Risk.UNLIKELY, Map.of(), NOTICED))
                .extracting(one -> one.deadline().id())
                .doesNotContain("gdpr-authority");
    }

    @Test
    void whatWasNotedPressesNobodyAndStaysSeenAlsoWhereItNoLongerApplies() {
        var noted = shipped()
                .of(NOTICED, Risk.UNLIKELY, Map.of("gdpr-authority", "told by form"), NOTICED.plusSeconds(1_000_000));
        assertThat(noted)
                .filteredOn(one -> one.deadline().id().equals("gdpr-authority"))
                .singleElement()
                .satisfies(one -> assertThat(one.isPressing()).isFalse())
                .satisfies(one -> assertThat(one.noted()).isEqualTo("told by form"));
    }

    @Test
    void aListThatCannotBeMeantStopsTheStart() throws IOException {
        assertThat(read(GOOD).has("one")).isTrue();
        assertThatThrownBy(() -> read(GOOD.replace("PT72H", "soon"))).hasMessageContaining("period");
        assertThatThrownBy(() -> read(GOOD.replace("LIKELY", "UNASSESSED"))).hasMessageContaining("assess");
        assertThatThrownBy(() -> read(GOOD.replace("AUTHORITY", "NOBODY"))).hasMessageContaining("NOBODY");
        assertThatThrownBy(() -> read(GOOD.replace("    source: a law\n", ""))).hasMessageContaining("source");
        assertThatThrownBy(() -> read(GOOD + GOOD.substring(GOOD.indexOf("  - id"))))
                .hasMessageContaining("its own");
    }

    private Due due(String id, Risk risk, Duration later) {
        return shipped().of(NOTICED, risk, Map.of(), NOTICED.plus(later)).stream()
                .filter(one -> one.deadline().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private LegalDeadlines shipped() {
        return new LegalDeadlines(new IncidentSettings(folder.resolve("absent.yml"), 10, 200));
    }

    private LegalDeadlines read(String yaml) throws IOException {
        return new LegalDeadlines(
                new IncidentSettings(Files.writeString(folder.resolve("incident-deadlines.yml"), yaml), 10, 200));
    }
}
