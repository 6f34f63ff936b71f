package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.browser.Browser;
import com.allvideomodels.browser.BrowserTest;
import com.allvideomodels.browser.Look;
import com.allvideomodels.browser.Officer;
import com.allvideomodels.browser.Person;
import com.allvideomodels.browser.Window;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.running.OwnProduct;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The question of cookies, the signal of a browser, and a change that needs agreement, in an application of their own. */
@Tag("long")
@BrowserTest
class ChoicesJourney {

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.plain();

    private static final String SEND = "main form .button--primary";
    private static final String ASK = "form.ask__form";

    @Test
    @Clause({"cookies.manage", "collect.cookies"})
    void refusingIsOneKeyAwayAndCanBeChangedFromTheFooterWithoutScripts(Browser browser) {
        for (Look look : List.of(Look.WIDE, Look.PHONE.inTheDark(), Look.WIDE.withoutScripts())) {
            Window window = browser.window(PRODUCT.url(), look);
            Page page = window.page();
            window.open("/terms");
            assertThat(page.locator(ASK).isVisible()).isTrue();
            window.shot("choices-asked");
            if (look.scripts()) {
                window.scan();
            }
            window.fits();

            page.locator(ASK + " button[value=none]").focus();
            page.keyboard().press("Enter");
            page.locator(ASK).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

            assertThat(window.path()).isEqualTo("/terms");
            page.click("footer a[href='/privacy/choices']");
            assertThat(page.isChecked("[name='analytics:posthog'][value=no]")).isTrue();
            page.locator("[name='analytics:posthog'][value=yes]").check();
            page.click("main form .button--primary");
            assertThat(page.isChecked("[name='analytics:posthog'][value=yes]")).isTrue();
            assertThat(page.isChecked("[name='improvement'][value=no]")).isTrue();
        }
    }

    @Test
    @Clause({"cookies.dnt", "ccpa.no-sale"})
    void whoSendsTheSignalIsNotAskedAndSeesItHonoured(Browser browser) {
        Window window = browser.window(PRODUCT.url(), Look.PHONE);
        window.page().setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));

        window.open("/terms");
        assertThat(window.page().locator(ASK).count()).isZero();
        window.open("/privacy/choices");
        assertThat(window.page().textContent("#signal")).contains("Global Privacy Control", "honoured");
        assertThat(window.page().locator("main [name='analytics:posthog']").count())
                .isZero();
        window.scan();
        window.fits();
        window.shot("choices-signal");
    }

    @Test
    @Clause({"changes.consent", "changes.significant", "changes.history"})
    void whoDeclinesAChangeStillReachesTheirRightsAndMayAgreeLater(Browser browser) {
        Window window = browser.window(PRODUCT.url(), Look.WIDE);
        Page page = window.page();
        Person.signedUp(window);
        PRODUCT.bean(PolicyDesk.class).publish("privacy", draft(), AccountId.fresh());
        try {
            window.open("/create");
            assertThat(window.path()).isEqualTo(AcceptancePage.PAGE);
            window.scan();
            window.fits();
            window.shot("policy-acceptance");
            page.click("form[action$='/refusal'] button");
            assertThat(page.textContent("main")).contains("You did not agree");
            window.open("/generations");
            assertThat(window.path()).isEqualTo(AcceptancePage.PAGE);
            for (String right :
                    List.of("/privacy/choices", "/privacy/consents", "/privacy/receipts", "/settings/profile")) {
                window.open(right);
                assertThat(window.path()).isEqualTo(right);
            }
            window.open("/privacy/versions");
            page.click("main a[href*='/privacy/versions/difference']");
            window.scan();
            window.fits();
            window.shot("policy-difference");
            window.open("/create");
            page.click("form[action$='/acceptance'] button");
            assertThat(window.path()).isEqualTo("/create");
        } finally {
            PRODUCT.bean(JdbcClient.class).sql("delete from policy_text").update();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    @Clause({"changes.minor", "changes.history"})
    void anOfficerPublishesATextAndPeopleReadWhatChanged(String language, Browser browser) {
        Locale spoken = Locale.forLanguageTag(language);
        Window window = browser.window(PRODUCT.url(), Look.WIDE.speaking(language));
        Page page = window.page();
        Officer officer = Officer.signedIn(PRODUCT, StaffRole.PRIVACY_OFFICER, window);
        try {
            window.open("/admin/policies");
            window.looks("texts");
            page.click("main a[href='/admin/policies/terms']");
            page.click(SEND);
            assertThat(page.locator("main").innerText()).contains(PRODUCT.says(spoken, "policies.changed.wrong"));
            window.looks("text-draft");
            page.fill("#changedEn", "Says what a promise costs.");
            page.fill("#changedZh", "说明一项承诺的费用。");
            page.fill("#bodyEn", page.inputValue("#bodyEn") + "\n\n## Costs\n\nA promise costs nothing.");
            page.fill("#bodyZh", page.inputValue("#bodyZh") + "\n\n## 费用\n\n承诺不收费。");
            officer.sends(window, SEND);
            page.locator("main ins").first().waitFor();
            window.looks("text-preview");
            officer.sends(window, "form[action$='/publication'] button");
            assertThat(page.locator("main [role=status]").innerText())
                    .isEqualTo(PRODUCT.says(spoken, "policies.published"));
            window.open("/privacy/versions");
            page.click("main a[href*='/privacy/versions/difference?document=terms']");
            assertThat(page.locator("main ins").first().innerText()).isNotEmpty();
            window.looks("text-difference");
            window.open("/admin/consents");
            window.looks("consent-figures");
        } finally {
            PRODUCT.bean(JdbcClient.class).sql("delete from policy_text").update();
        }
    }

    private static PolicyDraft draft() {
        String today = PRODUCT.bean(PolicyLibrary.class).today().toString();
        return new PolicyDraft(
                "consent",
                today,
                "Privacy policy",
                "A new promise.",
                "## One\n\nWe promise more.",
                "隐私政策",
                "一项新承诺。",
                "## 一\n\n我们承诺更多。");
    }
}
