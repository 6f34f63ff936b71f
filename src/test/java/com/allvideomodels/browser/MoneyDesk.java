package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.OwnProduct;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A member of staff at the pages of money, at one window and in its language. */
final class MoneyDesk {

    private static final String PAYMENTS = "/admin/payments";
    private static final String GIFTS = PAYMENTS + "/gifts";

    /** Longer than the rhythm of what follows refunds and works off events. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final OwnProduct product;
    private final Officer officer;
    private final Window window;
    private final Locale language;

    MoneyDesk(OwnProduct product, Officer officer, Window window, Locale language) {
        this.product = product;
        this.officer = officer;
        this.window = officer.at(window);
        this.language = language;
    }

    Window window() {
        return window;
    }

    String says(String key, Object... arguments) {
        return product.says(language, key, arguments);
    }

    /** By its name at Creem among those on a shelf; and opens it. */
    void opensPayment(String named, String shelf) {
        window.open(PAYMENTS);
        page().selectOption("#shelf", shelf);
        page().fill("#named", named);
        page().click("main .filters button");
        assertThat(page().locator("main tbody tr").count())
                .as(named + " on " + shelf)
                .isEqualTo(1);
        page().click("main tbody th a");
        reads(named);
    }

    /** @return whether the second factor was asked for once more */
    boolean sendsBack(String reason) {
        page().fill("#refund-reason", reason);
        return officer.sends(window, "form[action$='/refund'] button");
    }

    boolean offersToSendBack() {
        return page().locator("form[action$='/refund']").count() > 0;
    }

    /** However often somebody must look until then. */
    void seesItSentBack() {
        Locator state = page().locator("section[aria-labelledby=refund] li .badge");
        looksAgainUntil(() -> assertThat(state.innerText()).isEqualTo(says("payment.refund.state.DONE")));
    }

    /** Opens the form of a gift, fills it in and sends it. */
    void gives(String account, int credits, String reason) {
        window.open(GIFTS);
        officer.sends(window, "main a[href='" + GIFTS + "/new']");
        page().fill("[name=account]", account);
        page().fill("[name=credits]", Integer.toString(credits));
        page().fill("[name=reason]", reason);
        officer.sends(window, "main form[action='" + GIFTS + "'] .button--primary");
    }

    /** The line of the gift that was ordered for this reason. */
    Locator gift(String reason) {
        window.open(GIFTS);
        return page().locator("main tbody tr:has-text('" + reason + "')");
    }

    boolean mayAgreeTo(String reason) {
        return gift(reason).locator("form[action$='/confirmation']").count() > 0;
    }

    void agreesTo(String reason) {
        window.open(GIFTS);
        officer.sends(window, "main tbody tr:has-text('" + reason + "') form[action$='/confirmation'] button");
    }

    /** From the page of its payment. */
    void opensEvent(String kind) {
        officer.sends(window, "main a:text-is('" + kind + "')");
        reads(kind);
    }

    void replaysEvent() {
        page().click("form[action$='/replay'] button");
        isTold("payment.event.waits");
    }

    /** And looks until the books were compared once more. */
    void compares() {
        window.open(PAYMENTS + "/reconciliation");
        Locator reports = page().locator("main tbody tr:has(td:nth-child(5))");
        int before = reports.count();
        page().click("form[action$='/runs'] button");
        looksAgainUntil(() -> assertThat(reports.count()).isGreaterThan(before));
    }

    /** Of the newest comparison of the books. */
    String difference() {
        return page().locator("main tbody td:nth-child(4) .badge").first().innerText();
    }

    /** By how many credits the ledger is not what was paid for. */
    String creditsThatDiffer() {
        return newest(5);
    }

    /** Payments of the newest comparison that are not the same everywhere, or that nobody here is known for. */
    String differing() {
        return newest(6);
    }

    private String newest(int column) {
        return page().locator("main tbody td:nth-child(" + column + ")").first().innerText();
    }

    /** Looks at an event until what was told before was found to be known. */
    void seesNothingNewIn(String event) {
        window.open(event);
        looksAgainUntil(() -> reads(says("payment.event.outcome.known-before")));
    }

    private void looksAgainUntil(ThrowingRunnable seen) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            page().reload();
            seen.run();
        });
    }

    void reads(String... words) {
        assertThat(main()).as(page().url()).contains(words);
    }

    /** @param list behind the address of all payments */
    void looksAt(String list) {
        window.open(PAYMENTS + list);
    }

    void isChinese(String name) {
        EnglishWords.areMissingOn(page());
        window.shot("desk-" + name);
    }

    String main() {
        return page().locator("main").innerText();
    }

    /** This was just done. */
    void isTold(String key) {
        assertThat(page().locator("main [role=status]").first().innerText()).isEqualTo(says(key));
    }

    Page page() {
        return window.page();
    }
}
