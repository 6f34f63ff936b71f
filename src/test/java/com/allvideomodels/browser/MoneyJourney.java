package com.allvideomodels.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.creem.Buyer;
import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Credits for money, through the browser: prices, sign-in on the way, a card that is declined and one that works, a refund, and a plan. */
@BrowserTest
class MoneyJourney {

    @Test
    @Clause({"use.payments", "share.creem"})
    void fromThePricesToTheCreditsAndBack(Browser browser) {
        Window window = browser.window(RunningProduct.url());
        Page page = window.page();
        Person person = Person.confirmed(window);
        window.loseSession();
        window.open("/prices");
        window.looks("prices");
        choose(window, "pack-500");
        assertThat(window.path()).isEqualTo("/sign-in");
        person.fillIn(window);
        assertThat(window.path()).isEqualTo("/billing/buy/pack-500");
        window.scan();
        window.shot("buy");
        String creem = goesToPay(window);
        pays(page, Buyer.DECLINED_CARD);
        assertThat(page.getByText("The card was declined.")).isVisible();
        pays(page, Buyer.GOOD_CARD);
        settled(window, "500 credits");
        window.scan();
        window.shot("paid");
        assertThat(available(window)).isEqualTo("700");
        window.shot("credits-bought");

        page.navigate(creem + "/desk");
        page.locator("button[value=refund]").last().click();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(available(window)).isEqualTo("200"));

        window.open("/prices");
        choose(window, "light-month");
        goesToPay(window);
        pays(page, Buyer.GOOD_CARD);
        settled(window, "Light");
        assertThat(available(window)).isEqualTo("1,200");
        window.open("/billing/buy/light-month");
        assertThat(page.getByText("You have a plan already")).isVisible();
        window.scan();
    }

    @Test
    void fromThePricesToTheCreditsWithoutScripts(Browser browser) {
        Window window = browser.window(RunningProduct.url(), Look.WIDE.withoutScripts());
        Person.signedUp(window);
        window.open("/prices");
        choose(window, "pack-2000");
        goesToPay(window);
        pays(window.page(), Buyer.GOOD_CARD);
        settled(window, "2,000 credits");
        assertThat(available(window)).isEqualTo("2,200");
    }

    private static void choose(Window window, String product) {
        window.page().click("main a[href='/billing/buy/" + product + "']");
    }

    /** @return where Creem is */
    private static String goesToPay(Window window) {
        window.page().click("main form .button--primary");
        window.page().waitForURL(Pattern.compile("/pay/ch_"));
        return URI.create(window.page().url()).resolve("/").toString().replaceFirst("/$", "");
    }

    private static void pays(Page page, String card) {
        page.fill("[name=card]", card);
        page.click("button");
    }

    /** The page settles by itself, and without scripts whenever it is looked at again. */
    private static void settled(Window window, String what) {
        window.page().waitForURL(Pattern.compile("/billing/return/"));
        Locator good = window.page().locator("#state .notice--good");
        if (!window.scripts()) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                window.page().reload();
                return good.count() > 0;
            });
        }
        assertThat(good).containsText(what);
        assertThat(window.page().locator("#balance")).not().hasText("200 credits");
    }

    private static String available(Window window) {
        window.open("/credits");
        return window.page().locator(".credits__sums dd").first().innerText();
    }
}
