package com.allvideomodels.request;

import static com.allvideomodels.request.Side.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.browser.Person;
import com.allvideomodels.local.LocalMailbox.Mail;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The person's side of a request, and what they can do about their data themselves. */
final class Asking {

    static final String WORDS = "It is about my name. 是关于我的名字。";

    private static final String CONFIRM = "privacy-request-confirm";

    private final Side side;
    private final TestAccount account;
    private @Nullable Person person;

    Asking(Side side, TestAccount account) {
        this.side = side;
        this.account = account;
    }

    Side side() {
        return side;
    }

    String address() {
        return account.email().value();
    }

    TestAccount account() {
        return account;
    }

    /** Signs in, unless that was done before. */
    void enters() {
        if (person == null) {
            person = Person.arriving(side.window(), account.username(), address(), account.password());
        }
    }

    /** Says by the form what they want for themselves, and by a fresh sign-in that it is them. The number it got. */
    String asksSignedIn(Right right) {
        enters();
        fillsIn(right, Requester.SELF, "", "");
        assertThat(side.window().path()).endsWith("/identity");
        side.reads(side.says("request.identity.title"), side.says("mail.right." + right.key()));
        side.looks("identity");
        side.page().click(SEND);
        side.isTold("request.confirmed");
        side.looks("own");
        return side.window().path().substring("/privacy/requests/".length());
    }

    /** The same without signing in, and by a letter to the address of the account. */
    String asksByLetter(Right right) {
        int before = side.product().letters(address(), CONFIRM).size();
        fillsIn(right, Requester.SELF, address(), "");
        String number = sent();
        confirms(number, before + 1);
        return number;
    }

    /** Somebody else asks for this person. */
    String isAskedFor(Right right, Requester who, String contact) {
        fillsIn(right, who, address(), contact);
        return sent();
    }

    private void fillsIn(Right right, Requester who, String email, String contact) {
        Page page = side.page();
        side.opens("/privacy/requests?right=" + right.key());
        assertThat(page.inputValue("#right")).isEqualTo(right.key());
        if (side.isStrict()) {
            saysTooLittle(right);
        }
        page.check("[name=requester][value=" + who.key() + "]");
        page.check("[name=regime][value=" + regime(right).key() + "]");
        page.fill("#email", email);
        if (page.locator("#contact").count() > 0) {
            page.fill("#contact", contact);
        }
        page.fill("#words", right.needsWords() ? WORDS : "");
        side.looks("asked-" + who.key());
        page.click(SEND);
    }

    /** What is missing is said beside its field, and what was chosen stays. */
    private void saysTooLittle(Right right) {
        side.page().click(SEND);
        side.reads(side.says("request.regime.wrong"));
        assertThat(side.main().innerText().contains(side.says("request.words.missing")))
                .isEqualTo(right.needsWords());
        assertThat(side.page().inputValue("#right")).isEqualTo(right.key());
        side.looks("wrong");
    }

    static Regime regime(Right right) {
        return switch (right) {
            case ACCESS, PORTABILITY, CORRECTION, DELETION, RESTRICTION, OBJECTION, WITHDRAWAL -> Regime.GDPR;
            case KNOW, CCPA_DELETE, CCPA_CORRECT, LIMIT, OPT_OUT -> Regime.CCPA;
            case APPEAL, OTHER -> Regime.OTHER;
        };
    }

    private String sent() {
        assertThat(side.window().path()).isEqualTo("/privacy/requests/sent");
        side.reads(side.says("request.sent.title"), side.says("request.sent.next"));
        side.looks("sent");
        return side.page().locator("main strong").innerText();
    }

    /** @param nth how many letters that ask for it there are then */
    void confirms(String number, int nth) {
        Mail letter = side.product().letter(address(), CONFIRM, nth);
        assertThat(letter.subject()).contains(side.says("mail." + CONFIRM + ".subject"));
        assertThat(letter.text()).contains(number);
        side.page().navigate(letter.link());
        side.reads(side.says("request.confirmation.title"), number);
        side.looks("confirmation");
        side.page().click("form[action='/privacy/requests/confirmation'] button");
        side.isTold("request.confirmed");
        side.looks("confirmed");
    }

    /** In the privacy centre stand its number, what was asked, by when it is answered, and how far it is. */
    void findsInCentre(String number, Right right, Status status, String due) {
        enters();
        side.opens("/privacy/centre");
        assertThat(side.page()
                        .locator("#requests tbody tr:has-text('" + number + "')")
                        .innerText())
                .contains(side.says("mail.right." + right.key()), due, side.says("request.status." + status.key()));
        side.looks("centre");
    }

    /** The letter that was written to them, in their language, with what was written by hand. */
    Mail hears(String template, String number, Right right, String... words) {
        return hears(address(), template, number, right, words);
    }

    Mail hears(String to, String template, String number, Right right, String... words) {
        Mail letter = side.product().letter(to, template);
        assertThat(letter.subject()).contains(side.says("mail." + template + ".subject"));
        assertThat(letter.text())
                .contains(side.says("mail." + template + ".lead"), number, side.says("mail.right." + right.key()));
        assertThat(List.of(words)).allSatisfy(word -> assertThat(letter.text()).contains(word));
        return letter;
    }

    /** Follows the letter to their requests, and reads there what came of this one. */
    void reads(Mail letter, String number, Status status, String... words) {
        enters();
        side.page().navigate(letter.link());
        side.page().click("main tbody a:text-is('" + number + "')");
        side.reads(side.says("request.status." + status.key()));
        side.reads(words);
        side.looks("own-" + status.key());
    }

    // By themselves

    void ordersACopy() {
        enters();
        side.opens("/privacy/centre");
        side.page().click("form[action='/privacy/exports'] button");
        side.isTold("copies-of-data.taken");
        side.product().passes(Duration.ofSeconds(1), "rights.make-exports");
        side.opens("/privacy/centre");
        assertThat(side.page().locator("#copy a[download]").count()).isEqualTo(1);
    }

    void correctsTheName(String name) {
        enters();
        side.opens("/settings/profile");
        side.page().fill("[name=name]", name);
        side.page().click("main form[action='/settings/profile'] .button--primary");
        assertThat(side.page().inputValue("[name=name]")).isEqualTo(name);
    }

    void refuses(String... choices) {
        enters();
        side.opens("/privacy/choices");
        for (String choice : choices) {
            side.page().check("[name='" + choice + "'][value=no]");
        }
        side.page().click("button[value=each]");
        side.isTold("choices.saved");
        for (String choice : choices) {
            assertThat(side.page().isChecked("[name='" + choice + "'][value=no]"))
                    .as(choice)
                    .isTrue();
        }
        side.looks("choices");
    }

    /** A browser that says so for them, with every page. */
    void sendsTheSignal() {
        side.page().setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
        side.opens("/privacy/choices");
        assertThat(side.page().locator("#signal").innerText()).contains(side.says("choices.gpc"));
        side.looks("signal");
    }

    void agreesAndWithdraws() {
        enters();
        side.opens("/privacy/consents");
        Page page = side.page();
        String card = "#" + page.locator("section.consent").first().getAttribute("id");
        page.click(card + " form button");
        page.locator(card + " form[action$='/withdrawal']").waitFor();
        page.click(card + " form[action$='/withdrawal'] button");
        page.locator(card + " form:not([action$='/withdrawal'])").waitFor();
        side.opens("/privacy/consents");
        assertThat(page.locator("main tbody tr").first().innerText()).contains(side.says("consents.kind.withdrawn"));
        side.looks("consents");
    }

    void seesTheRestriction() {
        enters();
        side.opens("/privacy/centre");
        side.reads(side.says("restriction.is-on"));
        side.opens("/privacy/choices");
        assertThat(side.page().locator("#restriction .notice--warn").count()).isEqualTo(1);
        side.looks("restricted");
    }
}
