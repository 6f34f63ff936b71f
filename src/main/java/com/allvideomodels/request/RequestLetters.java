package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook;
import com.allvideomodels.mail.LastLetters;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What is written about a request, in the caller's transaction and in the language of whoever reads it. */
@Component
class RequestLetters {

    private final Mailer mailer;
    private final LastLetters lastLetters;
    private final AddressBook addresses;
    private final Operator operator;

    RequestLetters(Mailer mailer, LastLetters lastLetters, AddressBook addresses, Operator operator) {
        this.mailer = mailer;
        this.lastLetters = lastLetters;
        this.addresses = addresses;
        this.operator = operator;
    }

    void received(PrivacyRequest request) {
        answer(
                request,
                Letters.privacyRequestReceived(
                        page(),
                        request.number(),
                        request.right().key(),
                        request.course().due()));
    }

    /** To the person's own address, never to another one in the form. */
    void confirm(PrivacyRequest request, String secret) {
        toSubject(
                request,
                Letters.privacyRequestConfirm(
                        link(secret),
                        request.number(),
                        request.right().key(),
                        request.course().due()));
    }

    void remind(PrivacyRequest request, String secret) {
        toSubject(
                request,
                Letters.privacyRequestReminder(
                        link(secret),
                        request.number(),
                        request.right().key(),
                        request.course().due()));
    }

    void answered(PrivacyRequest request, String words) {
        answer(
                request,
                Letters.privacyRequestAnswered(
                        page(), request.number(), request.right().key(), words));
    }

    /** The account goes, and its erasure waits for this letter. */
    void erased(PrivacyRequest request, String words) {
        AccountId account = Objects.requireNonNull(request.account());
        EmailAddress own =
                addresses.find(account).map(AddressBook.Entry::address).orElse(request.subject());
        lastLetters.write(
                account,
                Objects.requireNonNull(request.contact() == null ? own : request.contact()),
                request.language(),
                Letters.privacyRequestAnswered(
                        page(), request.number(), request.right().key(), words));
    }

    /** There is nothing to delete. */
    void nothingFound(PrivacyRequest request, String words) {
        answer(
                request,
                Letters.privacyRequestNothingFound(
                        page(), request.number(), request.right().key(), words));
    }

    void extended(PrivacyRequest request, String words) {
        answer(
                request,
                Letters.privacyRequestExtended(
                        page(),
                        request.number(),
                        request.right().key(),
                        words,
                        request.course().due()));
    }

    void denied(PrivacyRequest request, Denial why, String words) {
        answer(
                request,
                Letters.privacyRequestDenied(
                        page(), request.number(), request.right().key(), why.key(), words));
    }

    private void answer(PrivacyRequest request, Letter letter) {
        EmailAddress contact = request.contact();
        if (contact == null) {
            toSubject(request, letter);
        } else {
            mailer.write(contact, request.language(), letter);
        }
    }

    private void toSubject(PrivacyRequest request, Letter letter) {
        AccountId account = request.account();
        if (account != null) {
            mailer.write(account, letter);
        } else {
            mailer.write(Objects.requireNonNull(request.subject()), request.language(), letter);
        }
    }

    private String page() {
        return operator.address("/privacy/requests");
    }

    private String link(String secret) {
        return operator.address("/privacy/requests/confirmation?token=" + secret);
    }
}
