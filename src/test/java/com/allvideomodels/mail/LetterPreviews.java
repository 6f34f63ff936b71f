package com.allvideomodels.mail;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.local.MailboxPages;
import com.allvideomodels.mail.AddressBook.Entry;
import com.allvideomodels.mail.WrittenLetters.Sealed;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Operator;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Every letter in every language, as it would arrive. */
@Controller
@ConditionalOnProperty(name = "mail.carrier", havingValue = "mailbox")
public class LetterPreviews {

    private static final Instant SOME_TIME = Instant.parse("2026-11-29T14:05:00Z");

    private final Composer composer;
    private final Operator operator;

    LetterPreviews(Composer composer, Operator operator) {
        this.composer = composer;
        this.operator = operator;
    }

    /** One of each. */
    static List<Letter> samples(Operator operator) {
        String link = operator.address("/some/page?token=c2VjcmV0LXRva2VuLW9mLXRoZS1sZXR0ZXI");
        return List.of(
                Letters.confirmAddress(link),
                Letters.alreadyRegistered(link),
                Letters.addressInUse(link),
                Letters.resetPassword(link, SOME_TIME),
                Letters.passwordChanged(link, SOME_TIME),
                Letters.securityChanged("passkey-added", link, SOME_TIME),
                Letters.changeAddressConfirm(link),
                Letters.changeAddressNotice(link),
                Letters.signInFromNewPlace(link, "Firefox · Windows", "198.51.100.0/24", SOME_TIME),
                Letters.welcome(link),
                Letters.accountClosed(
                        link, SOME_TIME, "The books: under a random number, 7 years|Consents: by number, 3 years", ""),
                Letters.accountErased(
                        link,
                        "The books: under a random number, 7 years|Consents: by number, 3 years",
                        "Generated videos: it is needed for a legal claim"),
                Letters.parentAsked(link, SOME_TIME),
                Letters.parentAskedAgain(link, SOME_TIME),
                Letters.parentConfirmed(link, operator.address("/parental-consent?token=b3RoZXI"), SOME_TIME),
                Letters.minorDiscovered(link),
                Letters.videoReady(link, "Gen-4 Turbo", SOME_TIME),
                Letters.spendingAlarm(link, operator.address("/credits/limits"), "day", 80, 80, 100),
                Letters.spendingAlarm(link, operator.address("/credits/limits"), "month", 100, 1000, 1000),
                Letters.balanceLow(link, operator.address("/credits/limits"), 12, 20),
                Letters.videoGoesTomorrow(link, "Gen-4 Turbo", SOME_TIME),
                Letters.privacyRequestReceived(link, "PR-7K3M-9Q2F", "access", SOME_TIME),
                Letters.privacyRequestConfirm(link, "PR-7K3M-9Q2F", "deletion", SOME_TIME),
                Letters.privacyRequestReminder(link, "PR-7K3M-9Q2F", "deletion", SOME_TIME),
                Letters.privacyRequestAnswered(link, "PR-7K3M-9Q2F", "correction", "We corrected it."),
                Letters.privacyRequestNothingFound(link, "PR-7K3M-9Q2F", "deletion", "We looked twice."),
                Letters.privacyRequestExtended(link, "PR-7K3M-9Q2F", "know", "It is a lot.", SOME_TIME),
                Letters.privacyRequestDenied(link, "PR-7K3M-9Q2F", "ccpa-delete", "no-match", "Nothing is here."),
                Letters.privacyRequestsDue(link, 3, 1),
                Letters.exportReady(link, SOME_TIME),
                Letters.restrictionLifted(link, SOME_TIME),
                Letters.newModel(link, "Gen-4 Turbo"),
                Letters.policyChanged(link, "privacy", true, SOME_TIME),
                Letters.auditAlarm(link, 3, 0, 1, SOME_TIME),
                Letters.incidentDeadlinesDue(link, 2, 1),
                Letters.incidentNotice(
                        link, "Somebody read user names.\n\nChange your password.", "有人读取了用户名。\n\n请修改密码。"),
                Letters.paymentReceived(link, "2,000 credits", "2,000 积分", 2000),
                Letters.paymentReturned(link, "2,000 credits", "2,000 积分", 1600, 400),
                Letters.planPaymentFailed(link, "Studio", "工作室版"),
                Letters.planEnded(link, "Studio", "工作室版"),
                Letters.severalPlans(link, "Studio", "工作室版"),
                Letters.announcement(
                        link,
                        "The service changes hands",
                        "服务即将易主",
                        "From May on it is run by another.",
                        "自五月起由他人运营。"));
    }

    @GetMapping("/local/mailbox/previews")
    String all(Model model, CsrfToken token, HttpServletResponse response) {
        token.getToken();
        MailboxPages.frameLetters(response);
        model.addAttribute(
                "previews",
                samples(operator).stream()
                        .flatMap(letter -> Languages.ALL.stream().map(language -> preview(letter, language)))
                        .toList());
        return "local/previews";
    }

    @GetMapping("/local/mailbox/previews/{template}/{language}")
    ResponseEntity<String> html(@PathVariable String template, @PathVariable String language) {
        Letter letter = samples(operator).stream()
                .filter(one -> one.template().equals(template))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return MailboxPages.letter(
                preview(letter, Languages.nearest(language)).words().html());
    }

    private Preview preview(Letter letter, Locale language) {
        String name = language.getLanguage().equals("zh") ? "陈静" : "Ana";
        var reader = new Entry(new EmailAddress("reader@example.com"), name, language);
        return new Preview(
                letter.template(), language.toLanguageTag(), composer.compose(letter, reader, unsubscribe(letter)));
    }

    private String unsubscribe(Letter letter) {
        return LetterKind.of(letter) == LetterKind.MARKETING ? operator.address("/unsubscribe/some-token") : null;
    }

    /** A letter as one person would get it. */
    record Preview(String template, String language, Sealed words) {}
}
