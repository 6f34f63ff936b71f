package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.browser.Officer;
import com.allvideomodels.request.Queue.Shelf;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The officer's side of a request. */
final class Answering {

    private final Side side;
    private final Officer officer;

    Answering(Side side, Officer officer) {
        this.side = side;
        this.officer = officer;
    }

    Side side() {
        return side;
    }

    /** In the queue, by what is asked and on a shelf; and looks at it. */
    void finds(String number, Right right, Shelf shelf) {
        Page page = side.page();
        side.opens("/admin/requests");
        page.selectOption("#shelf", shelf.key());
        page.selectOption("#right", right.key());
        page.click("main form[action='/admin/requests'] button");
        Locator line = page.locator("main tbody tr:has-text('" + number + "')");
        assertThat(line.innerText())
                .contains(
                        side.says("mail.right." + right.key()),
                        side.says("request.law." + Asking.regime(right).key()));
        side.looks("queue-" + shelf.key());
        line.locator("a").click();
        side.reads(number, side.says("mail.right." + right.key()));
    }

    void begins() {
        side.reads(side.says("request.verified"));
        side.looks("page-open");
        side.page().click("form[action$='/start'] button");
        side.isTold("request.done.begun");
        side.reads(side.says("request.status.in-progress"));
        side.looks("page-in-progress");
    }

    void answers(String words) {
        sends("answer", words);
        side.isTold("request.done.fulfilled");
        side.reads(side.says("request.status.fulfilled"), words);
        side.looks("page-fulfilled");
    }

    void denies(Denial why, String words) {
        unfolds("denial");
        side.page().selectOption("#why", why.key());
        fills("denial", words);
        officer.sends(side.window(), button("denial"));
        side.isTold("request.done.denied");
        side.reads(side.says("mail.denial." + why.key()));
        side.looks("page-denied");
    }

    void extendsIt(String why) {
        sends("extension", why);
        side.isTold("request.done.extended");
        side.reads(why);
        side.looks("page-extended");
    }

    void notes(String words) {
        fills("notes", words);
        side.page().click(button("notes"));
        side.isTold("request.done.noted");
        side.reads(words);
    }

    /** Not before everything on the list was seen. */
    void checksTheMandate(Requester who) {
        side.reads(side.says("request.not-verified"));
        side.page().click(button("mandate"));
        side.reads(side.says("request.mandate.incomplete"));
        for (String one : RequestAdminPages.checklist(who)) {
            side.page().check("[name=seen][value=" + one + "]");
        }
        side.looks("mandate-" + who.key());
        side.page().click(button("mandate"));
        side.isTold("request.done.mandate");
    }

    void proposesTheErasure() {
        officer.sends(side.window(), button("erasure/proposal"));
        side.isTold("request.erasure.proposed");
        side.reads(side.says("request.erasure.waits"));
        assertThat(side.page().locator("form[action$='/erasure/approval']").count())
                .as("not alone")
                .isZero();
        side.looks("page-erasure-proposed");
    }

    void approvesTheErasure(String words) {
        side.looks("page-erasure-to-approve");
        side.page().fill("#words-erasure", words);
        officer.sends(side.window(), button("erasure/approval"));
        side.isTold("request.erasure.ordered");
        side.looks("page-erasure-ordered");
    }

    /** On the page of the account. */
    void restricts(TestAccount person, String why) {
        String before = side.window().path();
        side.opens("/admin/restrictions/" + person.id());
        side.page().fill("#reason", why);
        side.page().click("main form .button:not(.button--small)");
        side.isTold("restriction.set");
        side.looks("restriction");
        side.opens(before);
    }

    void seesTheName(TestAccount person, String name) {
        String before = side.window().path();
        side.page().click("main a[href='/admin/accounts/" + person.id() + "']");
        side.reads(name);
        side.opens(before);
    }

    private void sends(String form, String words) {
        unfolds(form);
        fills(form, words);
        officer.sends(side.window(), button(form));
    }

    private void unfolds(String form) {
        side.page().click("details:has(form[action$='/" + form + "']) > summary");
    }

    private void fills(String form, String words) {
        side.page().fill("#words-" + form, words);
    }

    private static String button(String form) {
        return "form[action$='/" + form + "'] button";
    }
}
