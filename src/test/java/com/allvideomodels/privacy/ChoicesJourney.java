package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.browser.Browser;
import com.allvideomodels.browser.BrowserTest;
import com.allvideomodels.browser.Look;
import com.allvideomodels.browser.Person;
import com.allvideomodels.browser.Window;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.running.Launch;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The question of cookies, the signal of a browser, and a change that needs agreement, in an application of their own. */
@Tag("long")
@BrowserTest
class ChoicesJourney {

    private static final String ASK = "form.ask__form";

    private static ConfigurableApplicationContext running;
    private static String url;

    @BeforeAll
    static void start() {
        TestInfrastructure.leaveStoppingToSpring();
        Launch launch = Launch.over(Launch.freshDatabase(), TestInfrastructure.sandboxes());
        url = launch.url();
        running = LocalApplication.start(launch.arguments().toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    @Clause({"cookies.manage", "collect.cookies"})
    void refusingIsOneKeyAwayAndCanBeChangedFromTheFooterWithoutScripts(Browser browser) {
        for (Look look : List.of(Look.WIDE, Look.PHONE.inTheDark(), Look.WIDE.withoutScripts())) {
            Window window = browser.window(url, look);
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
        Window window = browser.window(url, Look.PHONE);
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
        Window window = browser.window(url, Look.WIDE);
        Page page = window.page();
        Person.signedUp(window);
        running.getBean(PolicyDesk.class).publish("privacy", draft(), AccountId.fresh());
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
            running.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                    .sql("delete from policy_text")
                    .update();
        }
    }

    private static PolicyDraft draft() {
        String today = running.getBean(PolicyLibrary.class).today().toString();
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
