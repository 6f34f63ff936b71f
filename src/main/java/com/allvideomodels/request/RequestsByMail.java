package com.allvideomodels.request;

import com.allvideomodels.account.Attempts;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.MailReader;
import com.allvideomodels.mail.ReceivedMail;
import com.allvideomodels.request.PrivacyRequest.Channel;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Operator;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mail to the address for privacy becomes a request like one from the form. Who it claims to come from proves nothing: a link goes to
 * that address, and only whoever opens it there is answered.
 */
@Component
class RequestsByMail implements MailReader {

    /** The limit of letters to one mailbox because of mails. */
    static final String LETTERS = "privacy-mail";

    private final Intake intake;
    private final RequestRows rows;
    private final AttachmentIntake attachments;
    private final Attempts attempts;
    private final Operator operator;
    private final TransactionTemplate transaction;

    RequestsByMail(
            Intake intake,
            RequestRows rows,
            AttachmentIntake attachments,
            Attempts attempts,
            Operator operator,
            TransactionTemplate transaction) {
        this.intake = intake;
        this.rows = rows;
        this.attachments = attachments;
        this.attempts = attempts;
        this.operator = operator;
        this.transaction = transaction;
    }

    @Override
    public void read(ReceivedMail mail) throws IOException {
        MailSubject subject = MailSubject.parse(mail.subject());
        if (mail.automatic() || isOurs(mail.from()) || !isMeantForUs(mail, subject)) {
            return;
        }
        if (rows.ofMail(mail.id()).isEmpty()) {
            file(mail, subject);
        }
        Optional<PrivacyRequest> request =
                rows.ofMail(mail.id()).filter(one -> !one.status().isFinal());
        if (request.isPresent() && mail.attachments() > 0) {
            attachments.fetch(request.get(), mail.id());
        }
    }

    private void file(ReceivedMail mail, MailSubject subject) {
        // It is a request all the same; the letter goes when the mailbox can bear one.
        boolean answered = attempts.mayWrite(LETTERS, mail.from());
        try {
            transaction.executeWithoutResult(status -> file(mail, subject, answered));
        } catch (DuplicateKeyException e) {
            // Another node was first.
            if (rows.ofMail(mail.id()).isEmpty()) {
                throw e;
            }
        }
    }

    private void file(ReceivedMail mail, MailSubject subject, boolean answered) {
        var filing = new Filing(
                subject.right(),
                subject.regime(),
                Requester.SELF,
                null,
                mail.from(),
                null,
                language(mail.subject() + mail.text()),
                (mail.subject() + "\n\n" + mail.text()).strip());
        PrivacyRequest request = intake.file(filing, Channel.MAIL, answered);
        rows.cameBy(request.id(), mail.id());
    }

    private boolean isMeantForUs(ReceivedMail mail, MailSubject subject) {
        return subject.promised()
                || mail.to().contains(new EmailAddress(operator.contact().privacyEmail()));
    }

    /** Nobody writes to themselves; two machines that answer one another would never end. */
    private boolean isOurs(EmailAddress from) {
        return from.value().equalsIgnoreCase(operator.contact().privacyEmail())
                || from.value().equalsIgnoreCase(operator.contact().supportEmail());
    }

    private static Locale language(String words) {
        long chinese = words.codePoints()
                .filter(sign -> Character.UnicodeScript.of(sign) == Character.UnicodeScript.HAN)
                .count();
        return chinese > words.length() / 10 ? Languages.nearest("zh-CN") : Locale.ENGLISH;
    }
}
