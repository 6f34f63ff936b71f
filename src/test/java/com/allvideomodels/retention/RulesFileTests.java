package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;

class RulesFileTests {

    private static final String RULE = """
            classes:
              - id: thing
                name: {en: Things, zh-CN: 东西}
                clause: retain.output
                starts: {en: it is made, zh-CN: 制成}
                keeps: P7D
                ends: DESTROY
                ground: {en: Contract., zh-CN: 合同。}
                covers:
                  - {table: thing}
            exemptions:
              - {table: other, reason: nobody is in it}
            """;

    private final RetentionPolicy shipped = new RetentionPolicy();

    @Test
    @Clause({"retain.output", "retain.input", "retain.session-logs", "retain.email", "retain.payments"})
    void thePeriodsAreThoseOfThePolicy() {
        Map<String, String> promised = Map.of(
                "output", "P7D",
                "upload", "P30D",
                "session-log", "P30D",
                "letter", "P2Y",
                "received-mail", "P2Y",
                "ticket", "P3Y",
                "analytics", "P1Y",
                "ledger", "P7Y");
        promised.forEach(
                (id, period) -> assertThat(shipped.rule(id).keeps()).as(id).isEqualTo(period));
    }

    @Test
    @Clause("retain.account")
    void aClosedAccountEndsWithinNinetyDaysWithRoomForAStoreThatIsAway() {
        Instant closed = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(shipped.rule("account").dueAt(closed)).isBefore(Instant.parse("2027-02-01T00:00:00Z"));
    }

    @Test
    void readsWhatIsComplete() {
        assertThat(read(RULE).rules()).extracting(RetentionPolicy.Rule::id).containsExactly("thing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keeps: P7D | keep: P7D | Unrecognized",
                "id: thing | id: Thing | no id",
                "clause: retain.output | clause: retain.nothing | clause",
                "starts: {en: it is made, zh-CN: 制成} | starts: {en: it is made} | unsaid",
                "ends: DESTROY | ends: KEEP | KEEP",
                "ends: DESTROY | | does not say how",
                "keeps: P7D | keeps: 7 days | period",
                "keeps: P7D | keeps: P-7D | period",
                "keeps: P7D | | ended by nothing",
                "{table: thing} | {table: thing, prefix: 'media:thing/'} | one place",
                "{table: thing} | {prefix: thing} | one place",
                "{table: other, reason: nobody is in it} | {table: other} | reason",
            })
    void aGapRefusesTheStart(String good, String bad, String complaint) {
        assertThatThrownBy(() -> read(RULE.replace(good, bad == null ? "" : bad)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aClassThatIsThereTwiceRefusesTheStart() {
        String twice = RULE.replace(
                "exemptions:", RULE.lines().skip(1).limit(9).reduce("", (a, b) -> a + b + "\n") + "exemptions:");
        assertThatThrownBy(() -> read(twice)).hasMessageContaining("twice");
    }

    @Test
    void calendarPeriodsAreCountedInUtcAndNeverRunBackwards() {
        var letter = shipped.rule("letter");
        assertThat(letter.dueAt(Instant.parse("2028-02-29T12:00:00Z"))).isEqualTo("2030-02-28T12:00:00Z");
        Instant before = letter.startedBy(Instant.parse("2030-02-27T00:00:00Z"));
        for (Instant now = Instant.parse("2030-02-27T01:00:00Z");
                now.isBefore(Instant.parse("2030-03-02T00:00:00Z"));
                now = now.plusSeconds(3600)) {
            assertThat(letter.startedBy(now)).isAfterOrEqualTo(before);
            before = letter.startedBy(now);
        }
    }

    private static RetentionPolicy read(String text) {
        return new RetentionPolicy(new RulesFile(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8))).read());
    }
}
