package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The invariant D1: no answer is due later than the law of any zone that the person may live in says, nor later than was promised. */
@Clause({"gdpr.deadline", "ccpa.deadline", "contact.response-times"})
class RegimeTests {

    private static final Instant FROM = Instant.parse("2026-11-26T00:00:00Z");
    private static final long HOURS = Duration.ofDays(5 * 366).toHours();

    private static final List<ZoneId> ZONES = Stream.of(
                    "Etc/GMT+12",
                    "Pacific/Honolulu",
                    "America/Los_Angeles",
                    "America/New_York",
                    "UTC",
                    "Europe/Dublin",
                    "Europe/Berlin",
                    "Africa/Cairo",
                    "Antarctica/Troll",
                    "Asia/Kolkata",
                    "Asia/Shanghai",
                    "Australia/Lord_Howe",
                    "Pacific/Chatham",
                    "Pacific/Kiritimati")
            .map(ZoneId::of)
            .toList();

    @Test
    void gdprIsNeverLaterThanAMonthNorThanThirtyDays() {
        everywhere((at, zone) -> {
            assertThat(Regime.GDPR.due(at))
                    .isBeforeOrEqualTo(endOf(day(at, zone).plusMonths(1), zone));
            assertThat(Regime.GDPR.due(at)).isBeforeOrEqualTo(at.plus(Duration.ofDays(30)));
        });
    }

    @Test
    void gdprExtendedIsNeverLaterThanThreeMonthsNorThanSixtyDays() {
        everywhere((at, zone) -> {
            assertThat(Regime.GDPR.extended(at))
                    .isBeforeOrEqualTo(endOf(day(at, zone).plusMonths(3), zone));
            assertThat(Regime.GDPR.extended(at)).isBeforeOrEqualTo(at.plus(Duration.ofDays(60)));
        });
    }

    @Test
    void ccpaIsNeverLaterThanFortyFiveDaysNorNinety() {
        everywhere((at, zone) -> {
            assertThat(Regime.CCPA.due(at))
                    .isBeforeOrEqualTo(endOf(day(at, zone).plusDays(45), zone));
            assertThat(Regime.CCPA.extended(at))
                    .isBeforeOrEqualTo(endOf(day(at, zone).plusDays(90), zone));
        });
    }

    @Test
    void everyRegimeExtendsToALaterDay() {
        everywhere((at, zone) -> Stream.of(Regime.values())
                .forEach(regime ->
                        assertThat(regime.extended(at)).isAfter(regime.due(at).plus(Duration.ofDays(20)))));
    }

    /** The receipts for which thirty days would be later than the law (section 0 of the engineering notes). */
    @Test
    void aRequestOfTheLastOfJanuaryIsDueOnTheLastOfFebruary() {
        Instant received = Instant.parse("2027-01-31T12:00:00Z");
        assertThat(LocalDate.ofInstant(Regime.GDPR.due(received), ZoneOffset.UTC))
                .isEqualTo("2027-02-28");
    }

    @Test
    void othersHaveThirtyDays() {
        assertThat(Regime.OTHER.due(FROM)).isEqualTo("2026-12-26T00:00:00Z");
    }

    @Test
    void ccpaIsAcknowledgedWithinTenBusinessDays() {
        var holidays = new Holidays();
        everywhere((at, zone) -> {
            Instant by = Regime.CCPA.acknowledgedBy(at, holidays).orElseThrow();
            assertThat(by).isAfter(at);
            assertThat(by).isBeforeOrEqualTo(endOf(holidays.businessDaysAfter(day(at, zone), 10), zone));
        });
        assertThat(Regime.GDPR.acknowledgedBy(FROM, holidays)).isEmpty();
    }

    @Test
    void businessDaysLeaveOutWeekendsAndHolidays() {
        var holidays = new Holidays(Set.of(LocalDate.parse("2026-12-25")));
        assertThat(holidays.businessDaysAfter(LocalDate.parse("2026-12-18"), 5)).isEqualTo("2026-12-28");
        assertThat(new Holidays(Set.of()).businessDaysAfter(LocalDate.parse("2026-12-18"), 5))
                .isEqualTo("2026-12-25");
    }

    @Test
    void theFileOfHolidaysHasEveryYearThatARequestOfTodayCanReach() {
        var shipped = new Holidays();
        for (int year = 2026; year <= 2032; year++) {
            assertThat(shipped.businessDaysAfter(LocalDate.of(year, 7, 1), 10))
                    .isAfter(new Holidays(Set.of()).businessDaysAfter(LocalDate.of(year, 7, 1), 10));
        }
    }

    private static void everywhere(BiConsumer<Instant, ZoneId> rule) {
        var random = new Random(83);
        LongStream sampled = random.longs(3000, 0, HOURS * 3600);
        LongStream everyDay = LongStream.range(0, HOURS / 11).map(step -> step * 11 * 3600);
        LongStream.concat(sampled, everyDay)
                .mapToObj(FROM::plusSeconds)
                .forEach(at -> ZONES.forEach(zone -> rule.accept(at, zone)));
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone);
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
