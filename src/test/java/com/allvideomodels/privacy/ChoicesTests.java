package com.allvideomodels.privacy;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Choice.Answer;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Whatever is optional is done only for who allowed it; the more private of two answers holds. */
@ProductTest
class ChoicesTests {

    private static final String PAGE = ChoicePages.PAGE;
    private static final Purpose POSTHOG = Purpose.analytics("posthog");
    private static final String ASKED = "ask-title";

    @Autowired
    MockMvcTester pages;

    @Autowired
    KeptChoices choices;

    @Autowired
    ChoiceList list;

    @Autowired
    ConsentHistory consents;

    AccountId me;

    @BeforeEach
    void someone() {
        me = AccountId.fresh();
    }

    @Test
    @Clause({"right.objection", "cookies.manage", "collect.cookies"})
    void nothingOptionalIsDoneBeforeSomebodyAllowsItAndObjectionsAreHonoured() {
        for (Choice choice : list.all()) {
            boolean objection = choice.kind() == Choice.Kind.OBJECTION;
            assertThat(choices.allows(me, choice.purpose())).as(choice.key()).isEqualTo(objection);
            consents.answer(me, choice.purpose(), choice.version(), true, Means.CONSENTS_PAGE);
            assertThat(choices.allows(me, choice.purpose())).as(choice.key()).isTrue();
            consents.answer(me, choice.purpose(), choice.version(), false, Means.CONSENTS_PAGE);
            assertThat(choices.allows(me, choice.purpose())).as(choice.key()).isFalse();
        }
        assertThatThrownBy(() -> choices.allows(me, Purpose.POLICY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereIsAChoiceForEachCompanyThatMeasuresAndForEachPurposeOfOurs() {
        assertThat(list.all())
                .extracting(Choice::key)
                .containsExactlyInAnyOrder(
                        "analytics:posthog",
                        "analytics:google-analytics",
                        "analytics:clarity",
                        "improvement",
                        "marketing",
                        "sensitive-data",
                        "automated-decisions");
    }

    @Test
    @Clause({"cookies.manage", "collect.cookies"})
    void aStrangerIsAskedOnceAndRefusingIsTheSameClickAsAllowing() {
        assertThat(pages.get().uri("/terms"))
                .bodyText()
                .contains(ASKED)
                .contains("<button class=\"button\" name=\"answer\" value=\"none\">Refuse all</button>")
                .contains("<button class=\"button\" name=\"answer\" value=\"all\">Allow all</button>")
                .doesNotContain("checked=\"checked\"");
        for (String answer : new String[] {"none", "all"}) {
            Cookie kept = answered(answer, "/terms");
            assertThat(pages.get().uri("/terms").cookie(kept)).bodyText().doesNotContain(ASKED);
            assertThat(choices.allows(request(kept), null, POSTHOG)).isEqualTo(answer.equals("all"));
        }
        assertThat(choices.allows(new MockHttpServletRequest(), null, POSTHOG)).isFalse();
    }

    @Test
    @Clause("right.withdraw")
    void theHistorySaysWhetherItWasTheBannerThePageABrowserOrASignal() {
        saysByMeansOf(Means.BANNER, "asked", "banner", "answer", "none");
        saysByMeansOf(Means.CHOICES_PAGE, "answer", "all");

        MockHttpServletRequest known = request(answered("none", "/terms"));
        choices.join(me, known, new MockHttpServletResponse());
        assertThat(consents.all(me).getFirst().means()).isEqualTo(Means.BROWSER);
        for (Means signal : new Means[] {Means.GPC, Means.DNT}) {
            AccountId other = AccountId.fresh();
            var request = new MockHttpServletRequest();
            request.addHeader(signal == Means.GPC ? "Sec-GPC" : "DNT", "1");
            choices.join(other, request, new MockHttpServletResponse());
            assertThat(consents.all(other))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.means()).isEqualTo(signal));
        }
    }

    private void saysByMeansOf(Means means, String... fields) {
        var request = pages.post().uri(PAGE);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        assertThat(request.with(as(me)).with(csrf())).hasStatus3xxRedirection();
        assertThat(consents.all(me).getFirst().means()).isEqualTo(means);
    }

    private Cookie answered(String answer, String back) {
        var exchange = pages.post()
                .uri(PAGE)
                .param("answer", answer)
                .param("back", back)
                .with(csrf())
                .exchange();
        assertThat(exchange).hasRedirectedUrl(back);
        Cookie kept = exchange.getResponse().getCookie(BrowserAnswers.COOKIE);
        assertThat(kept).isNotNull();
        assertThat(kept.isHttpOnly()).isTrue();
        return kept;
    }

    @Test
    @Clause("cookies.manage")
    void eachIsAnsweredByItself() {
        var exchange = pages.post()
                .uri(PAGE)
                .param("answer", "each")
                .param("analytics:posthog", "yes")
                .param("analytics:clarity", "no")
                .param("marketing", "yes")
                .with(csrf())
                .exchange();
        Cookie kept = exchange.getResponse().getCookie(BrowserAnswers.COOKIE);
        assertThat(kept).isNotNull();

        assertThat(choices.allows(request(kept), null, POSTHOG)).isTrue();
        assertThat(choices.allows(request(kept), null, Purpose.analytics("clarity")))
                .isFalse();
        assertThat(kept.getValue()).doesNotContain("marketing", "improvement");
        assertThat(pages.get().uri("/terms").cookie(kept)).bodyText().contains(ASKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-GPC", "DNT"})
    @Clause({"cookies.dnt", "ccpa.no-sale"})
    void aSignalWinsOverWhatWasAllowedBeforeAndIsShownAsHonoured(String header) {
        Cookie kept = answered("all", "/terms");
        consents.answer(me, POSTHOG, list.find(POSTHOG).orElseThrow().version(), true, Means.CONSENTS_PAGE);
        var stranger = request(kept);
        var person = request(null);
        assertThat(choices.allows(stranger, null, POSTHOG)).isTrue();
        assertThat(choices.allows(person, me, POSTHOG)).isTrue();

        stranger.addHeader(header, "1");
        person.addHeader(header, "1");

        assertThat(choices.allows(stranger, null, POSTHOG)).isFalse();
        assertThat(choices.allows(person, me, POSTHOG)).isFalse();
        assertThat(pages.get().uri(PAGE).header(header, "1")).bodyText().contains("id=\"signal\"", "it is honoured");
        assertThat(pages.get().uri("/terms").header(header, "1")).bodyText().doesNotContain(ASKED);
        assertThat(pages.get().uri(PAGE))
                .bodyText()
                .contains("Nothing of yours is sold")
                .doesNotContain("id=\"signal\"");
    }

    @Test
    void underASignalNothingCanBeAllowed() {
        pages.post()
                .uri(PAGE)
                .param("answer", "all")
                .header("Sec-GPC", "1")
                .with(as(me))
                .with(csrf())
                .exchange();

        assertThat(consents.all(me)).isEmpty();
    }

    @Test
    void aSignalOfABrowserLeavesLettersAsTheyWereAnswered() {
        Choice news = list.find(Purpose.MARKETING).orElseThrow();
        consents.answer(me, news.purpose(), news.version(), true, Means.CHOICES_PAGE);
        var request = new MockHttpServletRequest();
        request.addHeader("Sec-GPC", "1");
        assertThat(choices.allows(request, me, news.purpose())).isTrue();
    }

    @Test
    @Clause("ccpa.no-sale")
    void theSignalIsAnnouncedWhereBrowsersLookForIt() {
        assertThat(pages.get().uri("/.well-known/gpc.json"))
                .hasStatusOk()
                .hasContentType("application/json")
                .bodyJson()
                .extractingPath("$.gpc")
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE, NONE", "NONE, YES, YES", "NONE, NO, NO",
        "YES, NONE, YES", "YES, YES, YES", "YES, NO, NO",
        "NO, NONE, NO", "NO, YES, NO", "NO, NO, NO"
    })
    @Clause("cookies.manage")
    void atTheSignInTheMorePrivateAnswerHoldsForBoth(Answer browser, Answer account, Answer expected) {
        Choice choice = list.find(POSTHOG).orElseThrow();
        var request = request(new Cookie(
                BrowserAnswers.COOKIE,
                BrowserAnswers.parse("").with(choice, browser).cookie()));
        if (account != Answer.NONE) {
            consents.answer(me, POSTHOG, choice.version(), account == Answer.YES, Means.CONSENTS_PAGE);
        }
        var response = new MockHttpServletResponse();

        choices.join(me, request, response);
        choices.join(me, request, response);

        assertThat(choices.answers(me).getOrDefault(POSTHOG, Answer.NONE)).isEqualTo(expected);
        Cookie kept = response.getCookie(BrowserAnswers.COOKIE);
        Answer left =
                kept == null ? browser : BrowserAnswers.parse(kept.getValue()).to(choice);
        assertThat(left).as("whoever comes next").isEqualTo(expected == Answer.YES ? Answer.NONE : expected);
    }

    @Test
    @Clause({"cookies.dnt", "right.objection"})
    void whoeverSignsInWithASignalRefusesForTheirAccount() {
        consents.answer(me, POSTHOG, list.find(POSTHOG).orElseThrow().version(), true, Means.CONSENTS_PAGE);
        var request = request(null);
        request.addHeader("Sec-GPC", "1");

        choices.join(me, request, new MockHttpServletResponse());

        assertThat(list.ofBrowsers())
                .allSatisfy(one -> assertThat(choices.answers(me)).containsEntry(one.purpose(), Answer.NO));
    }

    @Test
    @Clause({"right.objection", "gdpr.objection", "right.withdraw", "ccpa.limit", "ccpa.adm"})
    void aPersonAnswersEverythingOnOnePageAndSeesWhatTheyAnswered() {
        assertThat(pages.get().uri(PAGE).with(as(me)))
                .bodyText()
                .contains("name=\"marketing\"", "name=\"sensitive-data\"", "name=\"automated-decisions\"");
        for (String answer : new String[] {"yes", "no"}) {
            assertThat(pages.post()
                            .uri(PAGE)
                            .param("answer", "each")
                            .param("marketing", answer)
                            .param("sensitive-data", "no")
                            .param("automated-decisions", "no")
                            .with(as(me))
                            .with(csrf()))
                    .hasRedirectedUrl(PAGE);
        }

        assertThat(choices.allows(me, Purpose.SENSITIVE_DATA)).isFalse();
        assertThat(choices.allows(me, Purpose.AUTOMATED_DECISIONS)).isFalse();
        assertThat(consents.all(me).stream().map(event -> event.purpose().key() + " " + event.kind()))
                .containsExactly(
                        "marketing WITHDRAWN",
                        "automated-decisions REFUSED",
                        "sensitive-data REFUSED",
                        "marketing GIVEN");
        assertThat(pages.get().uri(PAGE).with(as(me)))
                .bodyText()
                .contains(">Withdrawn</span>", ">Refused</span>", ">Agreed</span>");
    }

    @Test
    void whoAgreedToOlderWordsIsAskedAgain() {
        consents.give(me, POSTHOG, "2020-01-01", Means.CONSENTS_PAGE);
        consents.give(me, Purpose.MARKETING, "2020-01-01", Means.CONSENTS_PAGE);

        assertThat(choices.allows(me, POSTHOG)).isFalse();
        assertThat(choices.allows(me, Purpose.MARKETING)).isFalse();
        assertThat(pages.get().uri("/terms").with(as(me))).bodyText().contains(ASKED);
        assertThat(choices.allows(
                        request(new Cookie(BrowserAnswers.COOKIE, "+analytics:posthog@2020-01-01")), null, POSTHOG))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "+", "+analytics:posthog", "%00", "+a@1.+b", "<script>", "+analytics:posthog@x"})
    void aCookieThatWasTamperedWithAllowsNothing(String value) {
        assertThat(choices.allows(request(new Cookie(BrowserAnswers.COOKIE, value)), null, POSTHOG))
                .isFalse();
    }

    @Test
    void aForgedFormChangesNothing() {
        assertThat(pages.post().uri(PAGE).param("answer", "all").with(as(me))).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(consents.all(me)).isEmpty();
    }

    private static MockHttpServletRequest request(@Nullable Cookie cookie) {
        var request = new MockHttpServletRequest("GET", "/terms");
        if (cookie != null) {
            request.setCookies(cookie);
        }
        return request;
    }
}
