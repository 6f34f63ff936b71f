package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook;
import com.allvideomodels.mail.LastLetters;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Instant;
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
        Instant due = request.course().due();
        answer(
                request,
                about(
                        request,
                        page(),
                        (link, number, right) -> Letters.privacyRequestReceived(link, number, right, due)));
    }

    /** To the person's own address, never to another one in the form. */
    void confirm(PrivacyRequest request, String secret) {
        Instant due = request.course().due();
        toSubject(
                request,
                about(
                        request,
                        link(secret),
                        (link, number, right) -> Letters.privacyRequestConfirm(link, number, right, due)));
    }

    void remind(PrivacyRequest request, String secret) {
        Instant due = request.course().due();
        toSubject(
                request,
                about(
                        request,
                        link(secret),
                        (link, number, right) -> Letters.privacyRequestReminder(link, number, right, due)));
    }

    void answered(PrivacyRequest request, String words) {
        answer(request, answer(request, page(), words));
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
                answer(request, page(), words));
    }

    /** There is nothing to delete. */
    void nothingFound(PrivacyRequest request, String words) {
        answer(
                request,
                about(
                        request,
                        page(),
                        (link, number, right) -> Letters.privacyRequestNothingFound(link, number, right, words)));
    }

    void extended(PrivacyRequest request, String words) {
        Instant due = request.course().due();
        answer(
                request,
                about(
                        request,
                        page(),
                        (link, number, right) -> Letters.privacyRequestExtended(link, number, right, words, due)));
    }

    void denied(PrivacyRequest request, Denial why, String words) {
        answer(
                request,
                about(
                        request,
                        page(),
                        (link, number, right) -> Letters.privacyRequestDenied(link, number, right, why.key(), words)));
    }

    private static Letter answer(PrivacyRequest request, String page, String words) {
        return about(
                request, page, (link, number, right) -> Letters.privacyRequestAnswered(link, number, right, words));
    }

    /** What every letter about a request says. */
    private static Letter about(PrivacyRequest request, String link, Shape shape) {
        return shape.letter(link, request.number(), request.right().key());
    }

    private interface Shape {

        Letter letter(String link, String number, String right);
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
