package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.request.Course.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.MultiValueMap;

/** Staff enter what came by post or telephone: the same request, with a clock that runs since it came. */
@ProductTest
@Clause({"right.exercise", "gdpr.deadline", "ccpa.deadline"})
class EntryTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    PrivacyRequests requests;

    @Autowired
    RequestRows rows;

    @Autowired
    HistoryRows history;

    @Autowired
    RequestDesk desk;

    @Autowired
    RequestConfirmations confirmations;

    @Autowired
    RequestReminders reminders;

    @Autowired
    TestClock clock;

    private final AccountId officer = AccountId.fresh();

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void itsClockRunsSinceTheDayItCameAndItIsVerifiedLikeAnyOther() {
        TestAccount person = people.openAccount();
        LocalDate came = today().minusDays(10);
        PrivacyRequest request = entered(person, "post", came);
        Instant received = came.atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(request.receivedAt()).isEqualTo(received);
        assertThat(request.course().due()).isEqualTo(Regime.GDPR.due(received));
        assertThat(request.channel()).isEqualTo(PrivacyRequest.Channel.POST);
        assertThat(request.account()).isEqualTo(person.id());
        assertThat(history.of(request.id()))
                .extracting(Happening::kind, Happening::detail, Happening::staff)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("entered", "post", officer.value()));
        assertThat(acts.by(officer)).contains("privacy-request.entered");
        assertThat(desk.begin(request.id(), officer)).contains(Refusal.NOT_VERIFIED);
        assertThat(confirmations.confirm(token(person))).isTrue();
        assertThat(desk.begin(request.id(), officer)).isEmpty();
    }

    @Test
    void whatCameTodayWasNotReceivedInTheFuture() {
        PrivacyRequest request = entered(people.openAccount(), "telephone", today());
        assertThat(request.receivedAt()).isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void whatIsOverdueWhenItIsEnteredIsLoudAndStillWaitsAFortnightForItsPerson() {
        TestAccount person = people.openAccount();
        PrivacyRequest request = entered(person, "post", today().minusDays(60));
        assertThat(request.isOverdue(clock.instant())).isTrue();
        reminders.remind();
        clock.advance(Duration.ofDays(13));
        reminders.remind();
        assertThat(rows.find(request.id()).orElseThrow().status()).isEqualTo(Status.OPEN);
        assertThat(confirmations.peek(token(person))).isPresent();
        clock.advance(Duration.ofDays(2));
        reminders.remind();
        assertThat(rows.find(request.id()).orElseThrow().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void whatCannotBeStandsNextToItsFieldAndNothingIsEntered() {
        TestAccount person = people.openAccount();
        Map<String, String> form = form(person, "mail", today().plusDays(2));
        form.put("language", "fr");
        form.put("right", "correction");
        MvcTestResult refused = enter(form);
        assertThat(refused)
                .hasStatusOk()
                .bodyText()
                .contains("id=\"channel-error\"", "id=\"day-error\"", "id=\"language-error\"", "id=\"words-error\"")
                .contains(person.email().value())
                .doesNotContain("??");
        assertThat(enter(form(person, "post", today().minusDays(61)))).hasStatusOk();
        assertThat(requests.of(person.id())).isEmpty();
    }

    @Test
    void theFormReadsInBothLanguages() {
        for (String language : new String[] {"en", "zh-CN"}) {
            assertThat(pages.get()
                            .uri("/admin/requests/new")
                            .header("Accept-Language", language)
                            .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("??");
        }
    }

    private PrivacyRequest entered(TestAccount person, String channel, LocalDate came) {
        assertThat(enter(form(person, channel, came))).hasStatus3xxRedirection();
        return rows.find(requests.of(person.id()).getFirst().number()).orElseThrow();
    }

    private MvcTestResult enter(Map<String, String> form) {
        return pages.post()
                .uri("/admin/requests/new")
                .with(csrf())
                .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .params(MultiValueMap.fromSingleValue(form))
                .exchange();
    }

    private static Map<String, String> form(TestAccount person, String channel, LocalDate came) {
        return new HashMap<>(Map.of(
                "channel",
                channel,
                "day",
                came.toString(),
                "requester",
                "self",
                "right",
                "access",
                "regime",
                "gdpr",
                "email",
                person.email().value(),
                "language",
                "en"));
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private String token(TestAccount person) {
        return letters.last(person.id(), "privacy-request-confirm")
                .orElseThrow()
                .token();
    }
}
