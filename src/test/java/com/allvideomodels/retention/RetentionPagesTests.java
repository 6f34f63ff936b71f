package com.allvideomodels.retention;

import static com.allvideomodels.TestPeople.asStaff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.retention.LegalHolds.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ProductTest
class RetentionPagesTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    RetentionPolicy policy;

    @Autowired
    LegalHolds holds;

    @Autowired
    HoldDesk desk;

    @Autowired
    SafetyStops stops;

    @Autowired
    JdbcClient sql;

    @Autowired
    InstantSource clock;

    @Autowired
    MeterRegistry meters;

    final AccountId officer = AccountId.fresh();
    final AccountId second = AccountId.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    @Clause({"retain.output", "retain.input", "retain.account", "retain.payments", "retain.email", "gdpr.lawful-basis"})
    void anyoneReadsHowLongEverythingIsKept(String language) {
        var page = pages.get().uri("/privacy/retention").header("Accept-Language", language);
        assertThat(page).hasStatusOk();
        for (RetentionPolicy.Rule rule : policy.rules()) {
            assertThat(page)
                    .bodyText()
                    .contains("id=\"" + rule.id() + "\"")
                    .contains(org.springframework.web.util.HtmlUtils.htmlEscape(
                            rule.name().in(java.util.Locale.forLanguageTag(language))));
        }
        assertThat(page).bodyText().contains(language.equals("en") ? "7 days" : "7 天");
    }

    @Test
    @Clause("hold.exceptions")
    void theScreenOfStaffShowsEveryClassEveryJobAndTheClocks() {
        var page = pages.get().uri("/admin/retention").with(officer());
        assertThat(page).hasStatusOk();
        for (RetentionPolicy.Rule rule : policy.rules()) {
            assertThat(page).bodyText().contains("id=\"" + rule.id() + "\"", rule.clause());
        }
        assertThat(page).bodyText().contains("retention.sweep", "mail.send-letters", "The clocks agree");
    }

    @Test
    @Clause("hold.exceptions")
    void aHoldIsPlacedLookedAtReviewedAndReleased() {
        String place = place("CLASS", "throttle", "", nextMonth());
        assertThat(place).startsWith("/admin/holds/");
        UUID hold = UUID.fromString(place.substring("/admin/holds/".length()));
        try {
            assertThat(pages.get().uri("/admin/holds").with(officer()))
                    .bodyText()
                    .contains(hold.toString());
            assertThat(pages.get().uri(place).with(officer()))
                    .hasStatusOk()
                    .bodyText()
                    .contains("a dispute", "Legal claim", officer.toString());
            assertThat(post(place + "/review", "next", nextMonth().plusDays(3).toString()))
                    .hasStatus3xxRedirection();
            assertThat(desk.look(hold, officer).orElseThrow().hold().reviewOn())
                    .isEqualTo(nextMonth().plusDays(3));
            assertThat(pages.get().uri(place + "/release").with(officer()))
                    .hasStatusOk()
                    .bodyText()
                    .contains("name=\"why\"")
                    .doesNotContain("aria-invalid=\"true\"");
            assertThat(post(place + "/release", "why", " "))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Say why");
        } finally {
            post(place + "/release", "why", "settled").exchange();
        }
        assertThat(desk.look(hold, officer).orElseThrow().why()).isEqualTo("settled");
        assertThat(pages.get().uri(place).with(officer())).bodyText().contains("released", "settled");
    }

    @Test
    void whatIsWrongIsSaidNextToTheFieldAndWhatWasTypedIsKept() {
        var page = pages.perform(MockMvcRequestBuilders.post("/admin/holds")
                .with(officer())
                .with(csrf())
                .param("scope", "ITEM")
                .param("dataClass", "letter")
                .param("item", "no id")
                .param("reason", "typed once")
                .param("ground", "whim")
                .param("reviewOn", "2001-01-01")
                .param("expiresOn", "some day"));
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Single things of this class cannot be held",
                        "This is not an id",
                        "Choose a ground",
                        "Choose a day after today and within a year",
                        "Choose a day after today, or none",
                        "typed once");
    }

    @Test
    @Clause("hold.exceptions")
    void aHoldOnAnAccountThatNeverWasIsNoHold() {
        var page = pages.perform(MockMvcRequestBuilders.post("/admin/holds")
                .with(officer())
                .with(csrf())
                .param("scope", "ACCOUNT")
                .param("item", UUID.randomUUID().toString())
                .param("reason", "a dispute")
                .param("ground", "legal-claim")
                .param("reviewOn", nextMonth().toString()));
        assertThat(page).hasStatusOk().bodyText().contains("There is no such thing");
    }

    @Test
    @Clause("hold.exceptions")
    void anOverdueReviewIsWrittenDownOnceAWeek() {
        UUID hold = ((LegalHolds.Placement.Held) holds.place(new LegalHolds.Order(
                        Scope.CLASS, "throttle", null, "r", "fraud", officer, today().minusDays(1), null)))
                .hold();
        try {
            assertThat(desk.overdue(clock.instant())).isPositive();
            assertThat(desk.remind(clock.instant())).isPositive();
            assertThat(desk.remind(clock.instant())).isZero();
            assertThat(pages.get().uri("/admin/holds/" + hold).with(officer()))
                    .bodyText()
                    .contains("review overdue");
        } finally {
            holds.release(hold, officer, "done");
        }
    }

    @Test
    void aStopIsReleasedByTwoPeopleOnTheirPages() {
        stops.add("hold", 5, 1, clock.instant());
        UUID stop = stops.open("hold").orElseThrow().id();
        String address = "/admin/retention/stops/" + stop;
        try {
            assertThat(pages.get().uri("/admin/retention").with(officer()))
                    .bodyText()
                    .contains(address, "waits for a proposal");
            assertThat(meters.get("retention.overdue")
                            .tag("class", "hold")
                            .gauge()
                            .value())
                    .isNotNegative();
            assertThat(pages.perform(MockMvcRequestBuilders.post(address + "/proposal")
                            .with(officer())
                            .with(csrf())
                            .param("most", "5")
                            .param("why", "a week without a network")))
                    .hasStatus3xxRedirection();
            assertThat(pages.get().uri(address).with(officer())).bodyText().contains("Somebody else has to confirm");
            var page = pages.get().uri(address).with(asStaff(second, StaffRole.ADMINISTRATOR));
            assertThat(page).bodyText().contains("Destroy up to 5", "a week without a network");
            assertThat(pages.perform(MockMvcRequestBuilders.post(address + "/confirmation")
                            .with(asStaff(second, StaffRole.ADMINISTRATOR))
                            .with(csrf())
                            .param(
                                    "proposedAt",
                                    stops.open("hold")
                                            .orElseThrow()
                                            .proposedAt()
                                            .toString())))
                    .hasStatus3xxRedirection();
            assertThat(stops.open("hold").orElseThrow().isReleased()).isTrue();
        } finally {
            stops.end(stop, clock.instant());
        }
    }

    private String place(String scope, String dataClass, String item, LocalDate review) {
        var answer = pages.perform(MockMvcRequestBuilders.post("/admin/holds")
                .with(officer())
                .with(csrf())
                .param("scope", scope)
                .param("dataClass", dataClass)
                .param("item", item)
                .param("reason", "a dispute")
                .param("ground", "legal-claim")
                .param("reviewOn", review.toString()));
        assertThat(answer).hasStatus3xxRedirection();
        return answer.getResponse().getRedirectedUrl();
    }

    private MockMvcTester.MockMvcRequestBuilder post(String address, String name, String value) {
        return pages.post().uri(address).with(officer()).with(csrf()).param(name, value);
    }

    private RequestPostProcessor officer() {
        return asStaff(officer, StaffRole.PRIVACY_OFFICER);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private LocalDate nextMonth() {
        return today().plusMonths(1);
    }
}
