package com.allvideomodels.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.allvideomodels.creem.Buyer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Somebody at a window who buys credits, with scripts or without. */
record Shopper(Window window) {

    /** What the head of the page reads before anything was bought. */
    private static final Pattern WELCOME = Pattern.compile("^200 ");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * From the prices to the credits, by a card that works.
     *
     * @param what the page reads when they are there
     */
    CreemOffice buys(String product, String what) {
        window.open("/prices");
        chooses(product);
        CreemOffice creem = goesToPay();
        pays(Buyer.GOOD_CARD);
        settles(what);
        return creem;
    }

    /** On the page of prices. */
    void chooses(String product) {
        page().click("main a[href='/billing/buy/" + product + "']");
    }

    CreemOffice goesToPay() {
        page().click("main form .button--primary");
        page().waitForURL(Pattern.compile("/pay/ch_"));
        return new CreemOffice(page(), URI.create(page().url()).resolve("/desk").toString());
    }

    void pays(String card) {
        page().fill("[name=card]", card);
        page().click("button");
    }

    /** The page settles by itself, and without scripts whenever it is looked at again. */
    void settles(String what) {
        page().waitForURL(Pattern.compile("/billing/return/"));
        Locator good = page().locator("#state .notice--good");
        if (!window.scripts()) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                page().reload();
                return good.count() > 0;
            });
        }
        assertThat(good).containsText(what);
        assertThat(page().locator("#balance")).not().hasText(WELCOME);
    }

    /** What can be spent now, as the page of credits says it. */
    String available() {
        window.open("/credits");
        return page().locator(".credits__sums dd").first().innerText();
    }

    /** Within a moment, whatever else goes on. */
    void comesToHave(String credits) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        org.assertj.core.api.Assertions.assertThat(available()).isEqualTo(credits));
    }

    private Page page() {
        return window.page();
    }
}
