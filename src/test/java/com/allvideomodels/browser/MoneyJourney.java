package com.allvideomodels.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.creem.Buyer;
import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Page;
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
        var shopper = new Shopper(window);
        window.loseSession();
        window.open("/prices");
        window.looks("prices");
        shopper.chooses("pack-500");
        assertThat(window.path()).isEqualTo("/sign-in");
        person.fillIn(window);
        assertThat(window.path()).isEqualTo("/billing/buy/pack-500");
        window.scan();
        window.shot("buy");
        CreemOffice creem = shopper.goesToPay();
        shopper.pays(Buyer.DECLINED_CARD);
        assertThat(page.getByText("The card was declined.")).isVisible();
        shopper.pays(Buyer.GOOD_CARD);
        shopper.settles("500 credits");
        window.scan();
        window.shot("paid");
        assertThat(shopper.available()).isEqualTo("700");
        window.shot("credits-bought");

        creem.does("refund", creem.newestOf(person.address()));
        shopper.comesToHave("200");

        shopper.buys("light-month", "Light");
        assertThat(shopper.available()).isEqualTo("1,200");
        window.open("/billing/buy/light-month");
        assertThat(page.getByText("You have a plan already")).isVisible();
        window.scan();
    }

    @Test
    void fromThePricesToTheCreditsWithoutScripts(Browser browser) {
        Window window = browser.window(RunningProduct.url(), Look.WIDE.withoutScripts());
        Person.signedUp(window);
        var shopper = new Shopper(window);
        shopper.buys("pack-2000", "2,000 credits");
        assertThat(shopper.available()).isEqualTo("2,200");
    }
}
