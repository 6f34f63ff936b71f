package com.allvideomodels.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Every letter the product writes and what each needs to know. Links are absolute. The greeting's name comes from the {@link
 * AddressBook} and never from here; letters to an address that is not confirmed greet nobody, since whoever typed the
 * address also typed the name.
 *
 * <table>
 * <caption>Templates and their values</caption>
 * <tr><th>template</th><th>values (one in brackets may be missing)</th></tr>
 * <tr><td>{@code confirm-address}</td><td>link</td></tr>
 * <tr><td>{@code already-registered}</td><td>link</td></tr>
 * <tr><td>{@code address-in-use}</td><td>link</td></tr>
 * <tr><td>{@code reset-password}</td><td>link, deadline</td></tr>
 * <tr><td>{@code password-changed}</td><td>link, at</td></tr>
 * <tr><td>{@code security-changed}</td><td>link, what, at</td></tr>
 * <tr><td>{@code change-address-confirm}</td><td>link</td></tr>
 * <tr><td>{@code change-address-notice}</td><td>link</td></tr>
 * <tr><td>{@code sign-in-new-place}</td><td>link, device (may be empty), place, at</td></tr>
 * <tr><td>{@code account-welcome}</td><td>link</td></tr>
 * <tr><td>{@code account-closed}</td><td>link, deadline, kept</td></tr>
 * <tr><td>{@code account-erased}</td><td>link, kept</td></tr>
 * <tr><td>{@code parent-asked}</td><td>link, deadline</td></tr>
 * <tr><td>{@code parent-asked-again}</td><td>link, deadline</td></tr>
 * <tr><td>{@code parent-confirmed}</td><td>link, withdrawal, deadline</td></tr>
 * <tr><td>{@code minor-discovered}</td><td>link</td></tr>
 * <tr><td>{@code video-ready}</td><td>link, model, [deadline]</td></tr>
 * <tr><td>{@code video-goes-tomorrow}</td><td>link, model, deadline</td></tr>
 * <tr><td>{@code export-ready}</td><td>link, deadline</td></tr>
 * <tr><td>{@code restriction-lifted}</td><td>link, at</td></tr>
 * <tr><td>{@code new-model}</td><td>link, model</td></tr>
 * <tr><td>{@code policy-changed}</td><td>link, document, consent (yes or no), at</td></tr>
 * <tr><td>{@code privacy-request-received}</td><td>link, number, right, deadline</td></tr>
 * <tr><td>{@code privacy-request-confirm}</td><td>link, number, right, deadline</td></tr>
 * <tr><td>{@code privacy-request-reminder}</td><td>link, number, right, deadline</td></tr>
 * <tr><td>{@code privacy-request-answered}</td><td>link, number, right, words, [nothing]</td></tr>
 * <tr><td>{@code privacy-request-extended}</td><td>link, number, right, words, deadline</td></tr>
 * <tr><td>{@code privacy-request-denied}</td><td>link, number, right, denial, words</td></tr>
 * <tr><td>{@code privacy-requests-due}</td><td>link, due, overdue</td></tr>
 * <tr><td>{@code audit-alarm}</td><td>link, overdue, orphans, missing, at</td></tr>
 * <tr><td>{@code incident-deadlines-due}</td><td>link, near, over</td></tr>
 * <tr><td>{@code incident-notice}</td><td>link, text</td></tr>
 * <tr><td>{@code spending-alarm}</td><td>link, limits, period, part, used, cap</td></tr>
 * <tr><td>{@code balance-low}</td><td>link, limits, available, below</td></tr>
 * <tr><td>{@code payment-received}</td><td>link, product, credits</td></tr>
 * <tr><td>{@code payment-returned}</td><td>link, product, taken, owed</td></tr>
 * <tr><td>{@code plan-payment-failed}</td><td>link, plan</td></tr>
 * <tr><td>{@code plan-ended}</td><td>link, plan</td></tr>
 * <tr><td>{@code plans-several}</td><td>link, plan</td></tr>
 * <tr><td>{@code announcement}</td><td>link, title, text</td></tr>
 * </table>
 *
 * <p>{@code title}, {@code text}, {@code product} and {@code plan} stand under {@code NAME.en} and {@code NAME.zh-CN}, of which the reader gets one.
 *
 * <p>{@code deadline} and {@code at} are instants in ISO form; the letter shows them in the reader's language.
 */
public final class Letters {

    private Letters() {}

    /** To an address just given: it becomes the account's once the link is opened. */
    public static Letter confirmAddress(String link) {
        return new Letter("confirm-address", Map.of("link", link));
    }

    /** To an address that somebody tried to sign up with although it has an account; {@code link} leads to the sign-in. */
    public static Letter alreadyRegistered(String link) {
        return new Letter("already-registered", Map.of("link", link));
    }

    /** To an address that somebody wanted to move their account to although it has one; {@code link} leads to the sign-in. */
    public static Letter addressInUse(String link) {
        return new Letter("address-in-use", Map.of("link", link));
    }

    /** @param deadline when the link stops working */
    public static Letter resetPassword(String link, Instant deadline) {
        return new Letter("reset-password", Map.of("link", link, "deadline", deadline.toString()));
    }

    /** @param link for whoever did not do it: where a new password can be asked for */
    public static Letter passwordChanged(String link, Instant at) {
        return new Letter("password-changed", Map.of("link", link, "at", at.toString()));
    }

    /**
     * @param what changed: {@code authenticator-added}, {@code -removed}, {@code passkey-added}, {@code -removed}, {@code
     *     recovery-codes-made}, {@code recovery-code-used}; each has a message {@code mail.security-changed.WHAT}
     * @param link to the settings where it can be looked at
     */
    public static Letter securityChanged(String what, String link, Instant at) {
        return new Letter("security-changed", Map.of("what", what, "link", link, "at", at.toString()));
    }

    /** To the new address. */
    public static Letter changeAddressConfirm(String link) {
        return new Letter("change-address-confirm", Map.of("link", link));
    }

    /** To the old address, which must agree too. */
    public static Letter changeAddressNotice(String link) {
        return new Letter("change-address-notice", Map.of("link", link));
    }

    /**
     * @param device in words, for instance {@code Firefox · Windows}; empty where the browser did not say
     * @param place the network, as the list of sessions shows it
     * @param link to the list of sessions
     */
    public static Letter signInFromNewPlace(String link, String device, String place, Instant at) {
        return new Letter(
                "sign-in-new-place", Map.of("link", link, "device", device, "place", place, "at", at.toString()));
    }

    /** @param link to the page where the first video is made */
    public static Letter welcome(String link) {
        return new Letter("account-welcome", Map.of("link", link));
    }

    /**
     * @param link to the sign-in, which leads to the way back
     * @param deadline until when that is open
     * @param kept what stays after, one thing for each line, divided by {@code |}
     * @param held what a legal hold keeps beyond that, in the same form; empty where none does
     */
    public static Letter accountClosed(String link, Instant deadline, String kept, String held) {
        return new Letter(
                "account-closed", Map.of("link", link, "deadline", deadline.toString(), "kept", kept, "held", held));
    }

    /**
     * To the last address of an account that has just gone.
     *
     * @param link to the page that says how long everything is kept
     * @param kept as of {@link #accountClosed}
     * @param held as of {@link #accountClosed}
     */
    public static Letter accountErased(String link, String kept, String held) {
        return new Letter("account-erased", Map.of("link", link, "kept", kept, "held", held));
    }

    /**
     * To an address that somebody of 13 to 17 named as a parent's.
     *
     * @param deadline when the link stops working and the address is forgotten
     */
    public static Letter parentAsked(String link, Instant deadline) {
        return new Letter("parent-asked", Map.of("link", link, "deadline", deadline.toString()));
    }

    /** A day after the parent agreed; nothing is opened without an answer. */
    public static Letter parentAskedAgain(String link, Instant deadline) {
        return new Letter("parent-asked-again", Map.of("link", link, "deadline", deadline.toString()));
    }

    /**
     * Both steps are taken.
     *
     * @param link for the child, which opens one account
     * @param withdrawal for the parent, which works as long as that account is there
     * @param deadline for {@code link}
     */
    public static Letter parentConfirmed(String link, String withdrawal, Instant deadline) {
        return new Letter(
                "parent-confirmed", Map.of("link", link, "withdrawal", withdrawal, "deadline", deadline.toString()));
    }

    /** To the guardian of a minor whose account staff have ended. @param link to the policy */
    public static Letter minorDiscovered(String link) {
        return new Letter("minor-discovered", Map.of("link", link));
    }

    /**
     * @param model its name for people
     * @param deadline when the video is deleted
     */
    public static Letter videoReady(String link, String model, Instant deadline) {
        return new Letter("video-ready", Map.of("link", link, "model", model, "deadline", deadline.toString()));
    }

    /** @see #videoReady */
    public static Letter videoGoesTomorrow(String link, String model, Instant deadline) {
        return new Letter("video-goes-tomorrow", Map.of("link", link, "model", model, "deadline", deadline.toString()));
    }

    /**
     * @param link to the privacy centre, never to the copy itself
     * @param deadline when the copy is deleted
     */
    public static Letter exportReady(String link, Instant deadline) {
        return new Letter("export-ready", Map.of("link", link, "deadline", deadline.toString()));
    }

    /**
     * @param link to where the person can see it and object
     * @param at when it is lifted, not before they could read this
     */
    public static Letter restrictionLifted(String link, Instant at) {
        return new Letter("restriction-lifted", Map.of("link", link, "at", at.toString()));
    }

    /**
     * Advertising.
     *
     * @param model its name for people
     */
    public static Letter newModel(String link, String model) {
        return new Letter("new-model", Map.of("link", link, "model", model));
    }

    /**
     * @param link to what changed
     * @param document {@code privacy}, {@code terms} or {@code acceptable-use}
     * @param consent whether it needs to be agreed to
     * @param at when it comes into force
     */
    public static Letter policyChanged(String link, String document, boolean consent, Instant at) {
        return new Letter(
                "policy-changed",
                Map.of("link", link, "document", document, "consent", consent ? "yes" : "no", "at", at.toString()));
    }

    /**
     * To whoever made a privacy request: it came.
     *
     * @param number by which both sides call it
     * @param right a message {@code mail.right.RIGHT}
     * @param deadline when it will be answered
     */
    public static Letter privacyRequestReceived(String link, String number, String right, Instant deadline) {
        return request("received", link, number, right, Map.of("deadline", deadline.toString()));
    }

    /** To the address of the person a request is about: it came, and the link shows that it is theirs. */
    public static Letter privacyRequestConfirm(String link, String number, String right, Instant deadline) {
        return request("confirm", link, number, right, Map.of("deadline", deadline.toString()));
    }

    /** To the same address: nobody has opened the link yet. */
    public static Letter privacyRequestReminder(String link, String number, String right, Instant deadline) {
        return request("reminder", link, number, right, Map.of("deadline", deadline.toString()));
    }

    /** @param words of staff, in the person's language */
    public static Letter privacyRequestAnswered(String link, String number, String right, String words) {
        return request("answered", link, number, right, Map.of("words", words));
    }

    /** The same of a deletion where nothing is kept: the letter says so itself. */
    public static Letter privacyRequestNothingFound(String link, String number, String right, String words) {
        return request("answered", link, number, right, Map.of("words", words, "nothing", "yes"));
    }

    /** @param words why it takes longer, of staff, in the person's language */
    public static Letter privacyRequestExtended(
            String link, String number, String right, String words, Instant deadline) {
        return request("extended", link, number, right, Map.of("words", words, "deadline", deadline.toString()));
    }

    /**
     * @param denial a message {@code mail.denial.DENIAL}
     * @param words of staff, in the person's language; may be empty
     */
    public static Letter privacyRequestDenied(String link, String number, String right, String denial, String words) {
        return request("denied", link, number, right, Map.of("denial", denial, "words", words));
    }

    private static Letter request(String what, String link, String number, String right, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.putAll(Map.of("link", link, "number", number, "right", right));
        return new Letter("privacy-request-" + what, values);
    }

    /** To whoever answers for privacy: so many requests are due soon, and so many should have been answered. */
    public static Letter privacyRequestsDue(String link, long due, long overdue) {
        return new Letter(
                "privacy-requests-due",
                Map.of("link", link, "due", Long.toString(due), "overdue", Long.toString(overdue)));
    }

    /** To whoever answers for privacy: something is stored that should be gone, or the other way round. */
    public static Letter auditAlarm(String link, long overdue, long orphans, long missing, Instant at) {
        return new Letter(
                "audit-alarm",
                Map.of(
                        "link", link,
                        "overdue", Long.toString(overdue),
                        "orphans", Long.toString(orphans),
                        "missing", Long.toString(missing),
                        "at", at.toString()));
    }

    /** To whoever answers for privacy: so many deadlines of laws about incidents are near, and so many over. */
    public static Letter incidentDeadlinesDue(String link, long near, long over) {
        return new Letter(
                "incident-deadlines-due",
                Map.of("link", link, "near", Long.toString(near), "over", Long.toString(over)));
    }

    /**
     * To somebody whose data an incident concerned: what happened, what it may mean and what to do.
     *
     * @param link to where they can look at their own account
     */
    public static Letter incidentNotice(String link, String english, String chinese) {
        return new Letter("incident-notice", Map.of("link", link, "text.en", english, "text.zh-CN", chinese));
    }

    /**
     * Much, or all, of a cap that somebody set themselves is used.
     *
     * @param link stops all spending of this person and does nothing else
     * @param limits where the cap is changed
     * @param period {@code day} or {@code month}
     * @param part so much of it in per cent: 80, or 100 where it is used up or was in the way of something
     */
    public static Letter spendingAlarm(String link, String limits, String period, int part, long used, long cap) {
        return new Letter(
                "spending-alarm",
                Map.of(
                        "link",
                        link,
                        "limits",
                        limits,
                        "period",
                        period,
                        "part",
                        Integer.toString(part),
                        "used",
                        Long.toString(used),
                        "cap",
                        Long.toString(cap)));
    }

    /**
     * Few credits are left.
     *
     * @param link to what can be bought
     * @param limits where this letter is turned off
     * @param below the number that the person, or the product, calls little
     */
    public static Letter balanceLow(String link, String limits, long available, long below) {
        return new Letter(
                "balance-low",
                Map.of(
                        "link",
                        link,
                        "limits",
                        limits,
                        "available",
                        Long.toString(available),
                        "below",
                        Long.toString(below)));
    }

    /**
     * To everyone.
     *
     * @param link to the page that says the same
     */
    public static Letter announcement(
            String link, String englishTitle, String chineseTitle, String english, String chinese) {
        return new Letter(
                "announcement",
                Map.of(
                        "link", link,
                        "title.en", englishTitle,
                        "title.zh-CN", chineseTitle,
                        "text.en", english,
                        "text.zh-CN", chinese));
    }

    /**
     * Somebody paid, and has what they paid for.
     *
     * @param link to the receipt
     * @param credits that were given
     */
    public static Letter paymentReceived(String link, String product, String chineseProduct, long credits) {
        return new Letter(
                "payment-received",
                Map.of(
                        "link", link,
                        "product.en", product,
                        "product.zh-CN", chineseProduct,
                        "credits", Long.toString(credits)));
    }

    /**
     * Money of a payment went back.
     *
     * @param link to the receipt
     * @param taken credits that went back for it
     * @param owed credits that should have and were spent before
     */
    public static Letter paymentReturned(String link, String product, String chineseProduct, long taken, long owed) {
        return new Letter(
                "payment-returned",
                Map.of(
                        "link", link,
                        "product.en", product,
                        "product.zh-CN", chineseProduct,
                        "taken", Long.toString(taken),
                        "owed", Long.toString(owed)));
    }

    /** The next payment of a plan failed. @param link to where it can be put right */
    public static Letter planPaymentFailed(String link, String plan, String chinesePlan) {
        return new Letter("plan-payment-failed", Map.of("link", link, "plan.en", plan, "plan.zh-CN", chinesePlan));
    }

    /** A plan is over, whoever ended it. @param link to where another can be chosen */
    public static Letter planEnded(String link, String plan, String chinesePlan) {
        return new Letter("plan-ended", Map.of("link", link, "plan.en", plan, "plan.zh-CN", chinesePlan));
    }

    /** A plan has begun beside another that goes on as well. @param link to where each can be cancelled */
    public static Letter severalPlans(String link, String plan, String chinesePlan) {
        return new Letter("plans-several", Map.of("link", link, "plan.en", plan, "plan.zh-CN", chinesePlan));
    }
}
