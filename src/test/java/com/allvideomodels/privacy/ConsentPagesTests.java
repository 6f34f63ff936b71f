package com.allvideomodels.privacy;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Languages;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

@ProductTest
class ConsentPagesTests {

    private static final Purpose LUMA = Purpose.provider("luma");

    @Autowired
    MockMvcTester pages;

    @Autowired
    ConsentHistory consents;

    @Autowired
    ProcessorRegister processors;

    @Autowired
    MessageSource words;

    AccountId me;
    String stated;

    @BeforeEach
    void someone() {
        me = AccountId.fresh();
        stated = processors.find("luma").orElseThrow().stated().toString();
    }

    @Test
    @Clause("training.disclosure")
    void everyProviderIsDisclosedByNameWithALinkToItsPolicyBeforeAnyoneAgrees() {
        for (var processor : processors.video()) {
            assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("I agree to " + processor.name())
                    .contains(
                            processor.policyUrl(),
                            HtmlUtils.htmlEscape(processor.training().get("en")))
                    .contains(processor.name() + " may train on what you send");
        }
        assertThat(consents.all(me)).isEmpty();
    }

    @Test
    @Clause("training.disclosure")
    void agreeingRecordsTheStatementThatWasRead() {
        assertThat(pages.post()
                        .uri("/consents/provider:luma")
                        .param("version", stated)
                        .param("back", "/create?prompt=sea")
                        .with(as(me))
                        .with(csrf()))
                .hasRedirectedUrl("/create?prompt=sea");

        assertThat(consents.all(me)).extracting(ConsentEvent::version).containsExactly(stated);
        assertThat(consents.holds(me, LUMA)).isTrue();
    }

    @Test
    @Clause("right.withdraw")
    void withdrawingIsOneClickOnTheSamePage() {
        consents.give(me, LUMA, stated, Means.CONSENTS_PAGE);

        assertThat(pages.post()
                        .uri("/consents/provider:luma/withdrawal")
                        .with(as(me))
                        .with(csrf()))
                .hasRedirectedUrl("/privacy/consents");

        assertThat(consents.holds(me, LUMA)).isFalse();
    }

    @Test
    @Clause({"children.age", "training.disclosure"})
    void whoIsUnderEighteenIsOfferedOnlyWhatAParentAllows() {
        consents.give(me, Purpose.PARENTAL, "2026-11-26", Means.PARENT);
        consents.give(me, Purpose.allowedByParent("runway"), statedBy("runway"), Means.PARENT);

        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains("I agree to Runway", "You are under 18", "allow Luma", "Runway: allowed by a parent")
                .doesNotContain("I agree to Luma");
        for (String inside : new String[] {"false", "true"}) {
            assertThat(pages.post()
                            .uri("/consents/provider:luma")
                            .param("version", stated)
                            .param("inside", inside)
                            .with(as(me))
                            .with(csrf()))
                    .hasStatus3xxRedirection();
        }
        assertThat(consents.holds(me, LUMA)).isFalse();
        assertThat(consents.all(me)).hasSize(2);
    }

    /** Those without which there is no service are withdrawn by leaving it, and the page says so. */
    @Test
    @Clause({"right.withdraw", "transfers.notice"})
    void thePageSaysHowToWithdrawWhatTheServiceStandsOn() {
        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains("You withdraw it by deleting your account", "href=\"/settings/account/deletion\"");
    }

    @Test
    @Clause("right.withdraw")
    void thePageSaysInBothLanguagesByWhatMeans() {
        consents.give(me, LUMA, stated, Means.COMPOSER);
        for (Means means : Means.values()) {
            consents.refuse(me, new Purpose("test-" + means.ordinal()), stated, means);
        }
        for (Locale language : Languages.ALL) {
            var page = pages.get()
                    .uri("/privacy/consents")
                    .locale(language)
                    .with(as(me))
                    .exchange();
            for (Means means : Means.values()) {
                assertThat(page)
                        .bodyText()
                        .contains(HtmlUtils.htmlEscape(
                                words.getMessage("consents.means." + means, null, language), "UTF-8"));
            }
        }
    }

    private String statedBy(String slug) {
        return processors.find(slug).orElseThrow().stated().toString();
    }

    @Test
    void inPlaceTheCardAloneComesBack() {
        assertThat(pages.post()
                        .uri("/consents/provider:luma")
                        .param("version", stated)
                        .header("HX-Request", "true")
                        .with(as(me))
                        .with(csrf()))
                .hasStatusOk()
                .hasHeader("HX-Trigger", "consent-changed")
                .bodyText()
                .contains("id=\"consent-luma\"", "You agreed", "/consents/provider:luma/withdrawal")
                .doesNotContain("<html");
    }

    @Test
    void insideAnotherFormTheCardBringsNoFormOfItsOwn() {
        assertThat(pages.post()
                        .uri("/consents/provider:luma?inside=true&version={v}", stated)
                        .header("HX-Request", "true")
                        .with(as(me))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("formaction=\"/consents/provider:luma/withdrawal?inside=true")
                .doesNotContain("<form");
    }

    @Test
    void whoReadAnOlderStatementIsAskedAgain() {
        assertThat(pages.post()
                        .uri("/consents/provider:luma")
                        .param("version", "2020-01-01")
                        .with(as(me))
                        .with(csrf()))
                .hasRedirectedUrl("/privacy/consents");

        assertThat(consents.holds(me, LUMA)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/a b", "/{x}", "javascript:1", ""})
    void nobodyIsLedAway(String back) {
        assertThat(pages.post()
                        .uri("/consents/provider:luma")
                        .param("version", stated)
                        .param("back", back)
                        .with(as(me))
                        .with(csrf()))
                .hasRedirectedUrl("/privacy/consents");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider:nobody", "provider:resend", "policy", "marketing", "PROVIDER:luma"})
    void whatIsNoProviderOfVideosIsNotFound(String purpose) {
        assertThat(pages.post()
                        .uri("/consents/{purpose}", purpose)
                        .param("version", stated)
                        .with(as(me))
                        .with(csrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void strangersAndForgedFormsChangeNothing() {
        assertThat(pages.post()
                        .uri("/consents/provider:luma")
                        .param("version", stated)
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(pages.post()
                        .uri("/consents/provider:luma")
                        .param("version", stated)
                        .with(as(me)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(consents.all(me)).isEmpty();
    }

    @Test
    @Clause("right.withdraw")
    void everyAgreementAndWithdrawalIsOnThePage() {
        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains("id=\"history\"", "Nothing yet.");
        consents.give(me, LUMA, stated, Means.CONSENTS_PAGE);
        consents.withdraw(me, LUMA, Means.CONSENTS_PAGE);

        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains(">" + stated + "</td>", ">Agreed</span>", ">Withdrawn</span>")
                .doesNotContain("Nothing yet.");
    }

    @Test
    @Clause("training.disclosure")
    void whoAgreedToAnOlderStatementIsAskedAgainAndToldWhy() {
        consents.give(me, LUMA, "2020-01-01", Means.CONSENTS_PAGE);

        assertThat(consents.holds(me, LUMA)).isFalse();
        assertThat(consents.holding(me)).isEmpty();
        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains("You agreed to an older statement");

        consents.give(me, LUMA, stated, Means.CONSENTS_PAGE);
        assertThat(consents.holds(me, LUMA)).isTrue();
        assertThat(consents.holding(me)).containsExactly(LUMA);
        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .doesNotContain("You agreed to an older statement");
    }
}
