package com.allvideomodels.privacy;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
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
        consents.give(me, LUMA, stated);

        assertThat(pages.post()
                        .uri("/consents/provider:luma/withdrawal")
                        .with(as(me))
                        .with(csrf()))
                .hasRedirectedUrl("/privacy/consents");

        assertThat(consents.holds(me, LUMA)).isFalse();
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
        consents.give(me, LUMA, stated);
        consents.withdraw(me, LUMA);

        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains("<td class=\"nowrap\">" + stated + "</td>", ">Agreed</span>", ">Withdrawn</span>")
                .doesNotContain("Nothing yet.");
    }

    @Test
    @Clause("training.disclosure")
    void whoAgreedToAnOlderStatementIsAskedAgainAndToldWhy() {
        consents.give(me, LUMA, "2020-01-01");

        assertThat(consents.holds(me, LUMA)).isFalse();
        assertThat(consents.holding(me)).isEmpty();
        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .contains("You agreed to an older statement");

        consents.give(me, LUMA, stated);
        assertThat(consents.holds(me, LUMA)).isTrue();
        assertThat(consents.holding(me)).containsExactly(LUMA);
        assertThat(pages.get().uri("/privacy/consents").with(as(me)))
                .bodyText()
                .doesNotContain("You agreed to an older statement");
    }
}
