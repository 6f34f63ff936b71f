package com.allvideomodels.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.creem.Buyer;
import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan is changed, cancelled and taken up again on its page, which says first what will happen. Of two each is ended by itself. */
@Tag("long")
@BrowserTest
@Clause("use.payments")
class PlanJourney {

    static Stream<Arguments> readers() {
        return Stream.of(
                Arguments.of(Look.WIDE, "Light", "Studio", "Active", "Cancelled"),
                Arguments.of(Look.WIDE.withoutScripts(), "Light", "Studio", "Active", "Cancelled"),
                Arguments.of(Look.PHONE.inTheDark().speaking("zh-CN"), "轻量版", "工作室版", "有效", "已取消"));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aPlanIsChangedCancelledAndTakenUpAgain(
            Look look, String light, String studio, String active, String cancelled, Browser browser) {
        Window window = browser.window(RunningProduct.url(), look);
        Person.signedUp(window);
        new Shopper(window).buys("light-month", light);
        window.open("/billing");
        window.looks("plan");
        assertThat(plan(window)).containsText(light);

        follows(window, "main a[href$='/change']", "plan-others");
        follows(window, "main td a[href$='/change/studio-year']", "plan-to-another");
        isDone(window, "main form .button--primary");
        assertThat(plan(window)).containsText(studio);

        follows(window, "main a[href$='/cancellation']", "plan-cancellation");
        isDone(window, "main form .button--danger");
        assertThat(plan(window)).containsText(cancelled);
        window.looks("plan-cancelled");
        isDone(window, "main form[action$='/resumption'] button");
        assertThat(plan(window)).containsText(active);
        if (!look.locale().startsWith("en")) {
            EnglishWords.areMissingOn(window.page());
        }
    }

    @Test
    void ofTwoPlansThatWerePaidSideBySideBothAreSeenAndEnded(Browser browser) {
        Window window = browser.window(RunningProduct.url());
        Person.signedUp(window);
        Window beside = window.tab();
        toPayFor("light-month", window);
        toPayFor("studio-month", beside);
        pays(window, "Light");
        pays(beside, "Studio");
        window.open("/billing");
        assertThat(plan(window)).hasCount(2);
        assertThat(window.page().getByText("You have 2 plans")).isVisible();
        window.looks("plans-two");
        for (int left = 2; left > 0; left--) {
            Locator ways = window.page().locator("main a[href$='/cancellation']");
            assertThat(ways).hasCount(left);
            ways.first().click();
            isDone(window, "main form .button--danger");
        }
        assertThat(plan(window)).containsText(new String[] {"Cancelled", "Cancelled"});
        assertThat(window.page().getByText("You have 2 plans")).not().isVisible();
    }

    private static void toPayFor(String product, Window window) {
        window.open("/prices");
        var shopper = new Shopper(window);
        shopper.chooses(product);
        shopper.goesToPay();
    }

    private static void pays(Window window, String what) {
        var shopper = new Shopper(window);
        shopper.pays(Buyer.GOOD_CARD);
        shopper.settles(what);
    }

    private static Locator plan(Window window) {
        return window.page().locator(".own-plan");
    }

    private static void follows(Window window, String link, String name) {
        window.page().click(link);
        window.looks(name);
    }

    private static void isDone(Window window, String button) {
        Page page = window.page();
        page.click(button);
        assertThat(page.locator("[role=status] .notice--good")).isVisible();
        assertThat(window.path()).isEqualTo("/billing");
    }
}
