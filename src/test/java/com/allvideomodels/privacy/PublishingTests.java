package com.allvideomodels.privacy;

import static com.allvideomodels.TestPeople.as;
import static com.allvideomodels.TestPeople.asStaff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** From a draft to what people read, are told and are asked. */
@ProductTest
class PublishingTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    PolicyLibrary library;

    @Autowired
    PolicyNotices notices;

    @Autowired
    ConsentHistory consents;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    @Autowired
    ActsSeen acts;

    AccountId officer;

    @BeforeEach
    void somebody() {
        officer = people.openAccount().id();
    }

    /** Everyone else's tests read the first versions. */
    @AfterEach
    void asBefore() {
        for (String table : List.of("policy_notice", "policy_draft", "policy_text")) {
            sql.sql("delete from " + table).update();
        }
        sql.sql("delete from letter where template = 'policy-changed' and state = 'waiting'")
                .update();
        clock.reset();
    }

    private Map<String, String> draft(String weight, String body) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("weight", weight);
        fields.put("effective", library.today().toString());
        fields.put("titleEn", "Privacy policy");
        fields.put("changedEn", "We say it better.\nAnd shorter.");
        fields.put("bodyEn", body);
        fields.put("titleZh", "隐私政策");
        fields.put("changedZh", "措辞更清楚。");
        fields.put("bodyZh", body);
        return fields;
    }

    private MvcTestResult save(Map<String, String> fields) {
        var request = pages.post().uri("/admin/policies/privacy");
        fields.forEach(request::param);
        return request.with(asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult publish(String weight) {
        assertThat(save(draft(weight, "Questions go to {{privacy-email}}.\n\nA new promise.")))
                .hasRedirectedUrl("/admin/policies/privacy/preview");
        return confirm();
    }

    private MvcTestResult confirm() {
        return pages.post()
                .uri("/admin/policies/privacy/publication")
                .with(asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .with(csrf())
                .exchange();
    }

    @Test
    @Clause({"changes.minor", "changes.history"})
    void aSmallChangeShowsItsDateAndTellsNobody() {
        TestAccount ana = people.openAccount();

        assertThat(publish("minor")).hasRedirectedUrl("/admin/policies");

        String today = library.today().toString();
        assertThat(library.current().id()).isEqualTo(today);
        assertThat(pages.get().uri("/privacy"))
                .bodyText()
                .contains("datetime=\"" + today + "\"", "A new promise.", "mailto:privacy@localhost.test");
        assertThat(pages.get().uri("/privacy/versions")).bodyText().contains(today, "2025-10-10", "We say it better.");
        assertThat(pages.get().uri("/privacy/versions/2025-10-10"))
                .hasStatusOk()
                .bodyText()
                .contains("a version that is not in force");
        assertThat(notices.tellMore()).isZero();
        assertThat(letters(ana)).isZero();
        assertThat(pages.get().uri("/terms")).bodyText().doesNotContain("policy-news");
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatusOk();
    }

    @Test
    @Clause({"changes.significant", "use.communications"})
    void aSignificantChangeIsWrittenToEveryoneOnceAndStandsOnEveryPage() {
        List<TestAccount> some = List.of(people.openAccount(), people.openAccount(), people.openAccount());
        TestAccount unconfirmed = people.openUnconfirmedAccount();
        publish("significant");
        TestAccount later = people.openAccount();

        int everyone = 0;
        int told;
        while ((told = notices.tellMore()) > 0) {
            everyone += told;
        }

        assertThat(everyone).isGreaterThanOrEqualTo(some.size());
        assertThat(some).allSatisfy(one -> assertThat(letters(one)).isOne());
        assertThat(letters(later)).isZero();
        assertThat(letters(unconfirmed)).isZero();
        assertThat(notices.tellMore()).isZero();
        String version = library.current().id();
        assertThat(pages.get().uri("/terms")).bodyText().contains("policy-news", version);
        assertThat(pages.get().uri("/create").with(as(some.getFirst().id()))).hasStatusOk();
        Cookie seen = pages.post()
                .uri("/privacy/versions/" + version + "/seen")
                .with(csrf())
                .exchange()
                .getResponse()
                .getCookie("policy-news");
        assertThat(pages.get().uri("/terms").cookie(seen)).bodyText().doesNotContain("policy-news");
        clock.advance(Duration.ofDays(31));
        assertThat(pages.get().uri("/terms")).bodyText().doesNotContain("policy-news");
    }

    @Test
    @Clause("changes.significant")
    void lettersThatWereInterruptedGoOnWhereTheyStoppedAndNobodyGetsTwo() {
        List<TestAccount> some = java.util.stream.IntStream.range(0, PolicyNotices.BATCH + 20)
                .mapToObj(number -> people.openAccount())
                .toList();
        publish("significant");

        int written = 0;
        boolean crash = false;
        int told;
        do {
            crash = !crash;
            boolean fails = crash;
            told = transactions.execute(status -> {
                int batch = notices.tellMore();
                if (fails) {
                    status.setRollbackOnly();
                }
                return batch;
            });
            written += crash ? 0 : told;
        } while (crash || told > 0);

        assertThat(some).allSatisfy(one -> assertThat(letters(one)).isOne());
        assertThat(sql.sql("select written from policy_notice where finished_at is not null and last_account is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(written);
    }

    @Test
    @Clause("changes.consent")
    void aChangeThatNeedsAgreementStopsEverythingButRights() {
        TestAccount ana = people.openAccount();
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatusOk();
        publish("consent");

        for (String page : List.of("/create", "/generations", "/uploads", "/credits")) {
            assertThat(pages.get().uri(page).with(as(ana.id())))
                    .as(page)
                    .hasStatus(HttpStatus.SEE_OTHER)
                    .hasHeader("Location", AcceptancePage.PAGE);
        }
        assertThat(pages.post()
                        .uri("/create")
                        .param("action", "generate")
                        .with(as(ana.id()))
                        .with(csrf()))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(pages.get().uri("/create").header("HX-Request", "true").with(as(ana.id())))
                .hasStatus(HttpStatus.FORBIDDEN)
                .hasHeader("HX-Redirect", AcceptancePage.PAGE);
        assertThat(pages.get().uri(AcceptancePage.PAGE).with(as(ana.id())))
                .hasStatusOk()
                .bodyText()
                .contains("We say it better.", "/privacy/centre", "I agree to this version", "I do not agree");
        for (String page : List.of(
                "/privacy",
                "/privacy/choices",
                "/privacy/consents",
                "/privacy/receipts",
                "/settings/profile",
                "/settings/security",
                "/terms",
                "/trust")) {
            assertThat(pages.get().uri(page).with(as(ana.id()))).as(page).hasStatusOk();
        }
        assertThat(pages.get().uri("/terms")).hasStatusOk();
    }

    @Test
    @Clause({"changes.consent", "right.withdraw"})
    void whoDeclinesIsNotedMayStillUseTheirRightsAndMayAgreeLater() {
        TestAccount ana = people.openAccount();
        String before = library.current().id();
        publish("consent");
        String version = library.current().id();

        decline(ana, version);
        decline(ana, version);

        assertThat(consents.all(ana.id()))
                .filteredOn(event -> event.purpose().equals(Purpose.POLICY))
                .extracting(ConsentEvent::kind, ConsentEvent::version)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ConsentEvent.Kind.REFUSED, version),
                        org.assertj.core.groups.Tuple.tuple(ConsentEvent.Kind.GIVEN, before));
        assertThat(pages.get().uri(AcceptancePage.PAGE).with(as(ana.id())))
                .bodyText()
                .contains("You did not agree", "I agree to this version")
                .doesNotContain("I do not agree");
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatus(HttpStatus.SEE_OTHER);
        accept(ana, version);
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatusOk();
    }

    private void decline(TestAccount who, String version) {
        assertThat(pages.post()
                        .uri(AcceptancePage.PAGE + "/refusal")
                        .param("version", version)
                        .with(as(who.id()))
                        .with(csrf()))
                .hasRedirectedUrl(AcceptancePage.PAGE);
    }

    private void accept(TestAccount who, String version) {
        assertThat(pages.post()
                        .uri(AcceptancePage.PAGE)
                        .param("version", version)
                        .with(as(who.id()))
                        .with(csrf()))
                .hasRedirectedUrl("/create");
    }

    @Test
    @Clause("changes.consent")
    void eachVersionThatNeedsItIsAgreedToExactlyOnce() {
        TestAccount ana = people.openAccount();
        publish("consent");
        String first = library.current().id();
        accept(ana, first);
        accept(ana, first);
        publish("minor");
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatusOk();
        publish("consent");
        String third = library.current().id();

        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(pages.post()
                        .uri(AcceptancePage.PAGE)
                        .param("version", first)
                        .with(as(ana.id()))
                        .with(csrf()))
                .hasRedirectedUrl(AcceptancePage.PAGE);
        accept(ana, third);

        assertThat(List.of(first, third)).doesNotHaveDuplicates();
        assertThat(consents.all(ana.id()))
                .filteredOn(event -> event.purpose().equals(Purpose.POLICY) && event.agrees())
                .hasSize(3);
        assertThat(pages.get().uri("/create").with(as(people.openAccount().id())))
                .hasStatusOk();
    }

    @Test
    @Clause("changes.consent")
    void nobodyIsAskedBeforeTheDay() {
        TestAccount ana = people.openAccount();
        Map<String, String> fields = draft("consent", "Later.");
        fields.put("effective", library.today().plusDays(10).toString());
        save(fields);
        confirm();

        assertThat(library.current().id()).isEqualTo("2025-10-10");
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatusOk();
        clock.advance(Duration.ofDays(10));
        assertThat(pages.get().uri("/create").with(as(ana.id()))).hasStatus(HttpStatus.SEE_OTHER);
    }

    @Test
    @Clause("changes.history")
    void anyTwoVersionsCanBeComparedWordByWord() {
        publish("minor");
        String version = library.current().id();

        assertThat(pages.get().uri("/privacy/versions/difference?document=privacy&to=" + version))
                .hasStatusOk()
                .bodyText()
                .contains("<del>", "<ins>", "promise");
        assertThat(pages.get().uri("/privacy/versions/difference?document=privacy&from=" + version + "&to=" + version))
                .bodyText()
                .contains("These two versions say the same.");
        assertThat(pages.get()
                        .uri("/privacy/versions/difference?document=privacy&from=" + version + "&to=2025-10-10")
                        .header("Accept-Language", "zh-CN"))
                .hasStatusOk();
        for (String wrong :
                List.of("document=privacy&to=2001-01-01", "document=x&to=" + version, "", "to=" + version)) {
            assertThat(pages.get().uri("/privacy/versions/difference?" + wrong)).hasStatus(HttpStatus.NOT_FOUND);
        }
    }

    @Test
    void nothingIsPublishedBeforeItWasLookedAtAndTheDraftIsGoneAfterwards() {
        save(draft("minor", "A new promise."));
        assertThat(library.versions("privacy", Locale.ENGLISH)).hasSize(1);
        assertThat(pages.get().uri("/admin/policies/privacy/preview").with(asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("A new promise.", "We say it better.", "措辞更清楚。", "Small change");

        confirm();

        assertThat(library.versions("privacy", Locale.ENGLISH)).hasSize(2);
        assertThat(library.versions("privacy", Locale.SIMPLIFIED_CHINESE)).hasSize(2);
        assertThat(confirm()).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aDraftIsThrownAwayAndWhatIsPublishedStays() {
        save(draft("minor", "A promise nobody means."));
        assertThat(looked("/admin/policies")).contains("Discard the draft");

        assertThat(discard()).hasRedirectedUrl("/admin/policies");

        assertThat(library.versions("privacy", Locale.ENGLISH)).hasSize(1);
        assertThat(looked("/admin/policies")).doesNotContain("Discard the draft");
        assertThat(looked("/admin/policies/privacy")).doesNotContain("A promise nobody means.");
        assertThat(confirm()).hasStatus(HttpStatus.NOT_FOUND);
        discard();
        assertThat(acts.by(officer)).as("written down once").containsOnlyOnce("policy.draft-discarded");
    }

    private MvcTestResult discard() {
        return pages.post()
                .uri("/admin/policies/privacy/draft/deletion")
                .with(asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .with(csrf())
                .exchange();
    }

    private String looked(String path) {
        return contentOf(pages.get()
                .uri(path)
                .with(asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .exchange());
    }

    private static String contentOf(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void aDraftWhoseDayHasPassedIsNotPublished() {
        save(draft("minor", "A new promise."));
        clock.advance(Duration.ofDays(2));

        assertThat(confirm()).hasRedirectedUrl("/admin/policies/privacy");
        assertThat(library.versions("privacy", Locale.ENGLISH)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "weight, heavy",
        "weight, ''",
        "effective, 2020-01-01",
        "effective, 9999-01-01",
        "effective, tomorrow",
        "titleEn, ''",
        "titleZh, ''",
        "changedEn, ''",
        "changedZh, ' '",
        "bodyEn, ''",
        "bodyZh, ''",
        "bodyEn, <script>alert(1)</script>",
        "bodyZh, words <b>and</b> more",
        "bodyEn, {{owner}}",
        "bodyZh, {{"
    })
    void aDraftWithAFaultIsShownAgainAsItWasTyped(String field, String value) {
        Map<String, String> fields = draft("minor", "Words that were typed.");
        fields.put(field, value);

        assertThat(save(fields))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "id=\"" + field + "-error\"",
                        field.equals("changedEn") ? "Words that were typed." : "We say it better.");
        assertThat(sql.sql("select count(*) from policy_draft")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x"})
    void aLinkThatRunsSomethingIsNoLink(String link) {
        save(draft("minor", "[Press](" + link + ")"));
        confirm();
        assertThat(pages.get().uri("/privacy")).bodyText().contains("Press").doesNotContain(link);
    }

    @Test
    void aTextThatIsNoneOfOursCannotBeWritten() {
        assertThat(pages.get().uri("/admin/policies/cookies").with(asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void twoVersionsOfOneDayHaveDifferentNames() {
        publish("minor");
        publish("minor");
        String today = library.today().toString();

        assertThat(library.versions("privacy", Locale.ENGLISH))
                .extracting(PolicyText::version)
                .containsExactly(today + ".2", today, "2025-10-10");
        assertThat(pages.get().uri("/privacy/versions/" + today + ".2")).hasStatusOk();
        assertThatThrownBy(
                        () -> sql.sql("update policy_text set weight = 'heavy'").update())
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    private int letters(TestAccount who) {
        return sql.sql("select count(*) from letter where account_id = :who and template = 'policy-changed'")
                .param("who", who.id().value())
                .query(Integer.class)
                .single();
    }
}
