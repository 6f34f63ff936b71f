package com.allvideomodels.request;

import com.allvideomodels.account.Profile;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param email of the account it is about; not asked of who is signed in and asks for themselves
 * @param contact where the answer goes, for who asks for another; not asked of who is signed in
 */
record RequestForm(String requester, String right, String regime, String email, String contact, String words) {

    static final int LONGEST = 5000;

    RequestForm {
        requester = line(requester);
        right = line(right);
        regime = line(regime);
        email = line(email);
        contact = line(contact);
        words = words == null ? "" : words.strip();
    }

    private static String line(@Nullable String typed) {
        return typed == null ? "" : typed.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** @param requester the person themselves where nobody is named */
    static RequestForm about(String right, String requester) {
        return new RequestForm(
                Requester.of(requester).orElse(Requester.SELF).key(),
                Right.of(right).map(Right::key).orElse(""),
                "",
                "",
                "",
                "");
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, @Nullable Profile me) {
        require(Requester.of(requester).isPresent(), errors, "requester", "request.requester.wrong");
        require(Right.of(right).isPresent(), errors, "right", "request.right.wrong");
        require(Regime.of(regime).isPresent(), errors, "regime", "request.regime.wrong");
        require(isOwn(me) || EmailAddress.parse(email).isPresent(), errors, "email", "request.email.wrong");
        require(me != null || !isForAnother() || reply().isPresent(), errors, "contact", "request.contact.wrong");
        require(words.length() <= LONGEST, errors, "words", "request.words.long");
        boolean needsWords = Right.of(right).filter(Right::needsWords).isPresent();
        require(!needsWords || !words.isEmpty(), errors, "words", "request.words.missing");
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    /** Whether somebody signed in asks for themselves. */
    boolean isOwn(@Nullable Profile me) {
        return me != null && !isForAnother();
    }

    private boolean isForAnother() {
        return Requester.of(requester).filter(Requester::needsMandate).isPresent();
    }

    private Optional<EmailAddress> reply() {
        return EmailAddress.parse(contact);
    }

    /** After {@link #check} found nothing. */
    Filing filing(@Nullable Profile me, Locale language) {
        boolean own = isOwn(me);
        return new Filing(
                Right.of(right).orElseThrow(),
                Regime.of(regime).orElseThrow(),
                Requester.of(requester).orElseThrow(),
                own && me != null ? me.id() : null,
                own && me != null ? me.email() : EmailAddress.parse(email).orElseThrow(),
                isForAnother() ? (me != null ? me.email() : reply().orElseThrow()) : null,
                language,
                words);
    }
}
