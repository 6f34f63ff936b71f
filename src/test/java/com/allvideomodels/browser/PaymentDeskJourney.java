package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.running.OwnProduct;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money at the desk of staff: sent back, taken back by a bank, given, told again and compared, with the person's credits after each. */
@Tag("long")
@BrowserTest
@Clause({"use.payments", "security.rbac"})
class PaymentDeskJourney {

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.plain();

    private static Officer officer;
    private static Officer colleague;

    @BeforeAll
    static void staffHaveSecondFactors(Browser browser) {
        officer = Officer.signedIn(PRODUCT, StaffRole.BILLING, browser);
        colleague = Officer.signedIn(PRODUCT, StaffRole.BILLING, browser);
    }

    @Test
    void whatStaffDoAboutMoneyIsSeenInTheCreditsAndTheBooksAgree(Browser browser) {
        Window window = browser.window(PRODUCT.url());
        Person person = Person.signedUp(window);
        var shopper = new Shopper(window);
        MoneyDesk desk = desk(browser, officer, Look.WIDE);

        CreemOffice creem = shopper.buys("pack-500", "500 credits");
        String first = creem.newestOf(person.address());
        isSentBackToTheEnd(desk, first);
        shopper.comesToHave("200");

        isGivenAtOnce(desk, person, "A video that failed");
        assertThat(shopper.available()).isEqualTo("270");
        isGivenByTwo(desk, desk(browser, colleague, Look.WIDE), person);
        assertThat(shopper.available()).isEqualTo("1,770");

        shopper.buys("pack-500", "500 credits");
        assertThat(shopper.available()).isEqualTo("2,270");
        String second = creem.newestOf(person.address());
        creem.does("dispute", second);
        shopper.comesToHave("1,770");
        isAmongTheDisputed(desk, second);

        isGivenOnceHoweverOftenItIsWorkedOff(desk, first);
        assertThat(shopper.available()).isEqualTo("1,770");
        theBooksAgree(desk);
    }

    @Test
    void moneyIsSentBackAndCreditsGivenWithoutScripts(Browser browser) {
        Window window = browser.window(PRODUCT.url(), Look.WIDE.withoutScripts());
        Person person = Person.signedUp(window);
        var shopper = new Shopper(window);
        MoneyDesk desk = desk(browser, officer, Look.WIDE.withoutScripts());
        CreemOffice creem = shopper.buys("pack-500", "500 credits");
        isSentBackToTheEnd(desk, creem.newestOf(person.address()));
        shopper.comesToHave("200");
        isGivenAtOnce(desk, person, "A letter of thanks");
        assertThat(shopper.available()).isEqualTo("270");
    }

    @Test
    void theDeskIsChineseForWhoReadsChinese(Browser browser) {
        Look chinese = Look.WIDE.speaking("zh-CN");
        Window window = browser.window(PRODUCT.url(), chinese);
        Person person = Person.signedUp(window);
        MoneyDesk desk = desk(browser, officer, chinese);
        var shopper = new Shopper(window);
        CreemOffice creem = shopper.buys("pack-500", "500 积分");
        String payment = creem.newestOf(person.address());
        creem.does("half", payment);
        shopper.comesToHave("450");
        desk.opensPayment(payment, "all");
        desk.isChinese("payment");
        desk.sendsBack("客户来电要求");
        desk.isTold("payment.refund.TAKEN");
        PRODUCT.passes(Duration.ofSeconds(1), "billing.follow-refunds");
        desk.seesItSentBack();
        desk.isChinese("payment-refunded");
        desk.opensEvent("checkout.completed");
        desk.isChinese("event");
        desk.replaysEvent();
        desk.gives(person.address(), 1500, "补偿");
        desk.isTold("gift.WAITS");
        desk.isChinese("gifts");
        desk.gives("", 0, "");
        desk.isChinese("gift-refused");
        desk.compares();
        desk.isChinese("reconciliation");
        for (String list : List.of("", "/events?shelf=all", "/flags")) {
            desk.looksAt(list);
            desk.isChinese("list" + list.replaceAll("\\W", "-"));
        }
    }

    private static MoneyDesk desk(Browser browser, Officer who, Look look) {
        return new MoneyDesk(PRODUCT, who, browser.window(PRODUCT.url(), look), Locale.forLanguageTag(look.locale()));
    }

    private static void isSentBackToTheEnd(MoneyDesk desk, String payment) {
        desk.opensPayment(payment, "all");
        desk.window().looks("desk-payment");
        PRODUCT.passes(Duration.ofMinutes(6), "billing.read-events");
        assertThat(desk.sendsBack("Asked by telephone"))
                .as("the second factor was shown minutes ago")
                .isTrue();
        desk.isTold("payment.refund.TAKEN");
        assertThat(desk.offersToSendBack()).isFalse();
        desk.seesItSentBack();
        desk.reads("Asked by telephone", desk.says("payment.refunded"), "500 credits taken back");
        desk.window().looks("desk-payment-refunded");
        desk.opensPayment(payment, "refunded");
    }

    private static void isGivenAtOnce(MoneyDesk desk, Person to, String reason) {
        desk.gives(to.address(), 70, reason);
        desk.isTold("gift.GIVEN");
        assertThat(desk.gift(reason).innerText()).contains("70", desk.says("gift.state.given"));
    }

    private static void isGivenByTwo(MoneyDesk desk, MoneyDesk other, Person to) {
        desk.gives(to.address(), 1500, "A bad day of ours");
        desk.isTold("gift.WAITS");
        assertThat(desk.mayAgreeTo("A bad day of ours")).as("whoever asks").isFalse();
        desk.reads(desk.says("gift.not-you"));
        desk.window().looks("desk-gifts");
        assertThat(other.mayAgreeTo("A bad day of ours")).as("somebody else").isTrue();
        other.window().looks("desk-gifts-of-another");
        other.agreesTo("A bad day of ours");
        other.isTold("gift.GIVEN");
        assertThat(other.gift("A bad day of ours").innerText()).contains("1,500", other.says("gift.state.given"));
    }

    private static void isAmongTheDisputed(MoneyDesk desk, String payment) {
        desk.opensPayment(payment, "disputed");
        desk.reads(desk.says("payment.disputed"), "500 credits taken back", desk.says("payment.refund.nothing-left"));
        assertThat(desk.offersToSendBack()).isFalse();
        desk.window().looks("desk-payment-disputed");
    }

    private static void isGivenOnceHoweverOftenItIsWorkedOff(MoneyDesk desk, String payment) {
        desk.opensPayment(payment, "all");
        desk.opensEvent("checkout.completed");
        desk.reads(payment, desk.says("payment.event.outcome.done"));
        desk.window().looks("desk-event");
        String event = desk.window().path();
        desk.replaysEvent();
        desk.seesNothingNewIn(event);
        desk.opensPayment(payment, "all");
        assertThat(desk.main()).containsOnlyOnce("500 credits given");
    }

    private static void theBooksAgree(MoneyDesk desk) {
        desk.compares();
        assertThat(desk.difference()).isEqualTo("0.00");
        assertThat(desk.creditsThatDiffer()).isEqualTo("0");
        assertThat(desk.differing()).isEqualTo("–");
        desk.window().looks("desk-reconciliation");
    }
}
