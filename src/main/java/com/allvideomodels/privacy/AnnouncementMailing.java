package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.privacy.Announcements.Unmailed;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes to everyone, some accounts in each transaction, which also notes how far it came: whoever is interrupted, at whatever point, has
 * written to nobody twice and leaves nobody out.
 */
@Component
class AnnouncementMailing {

    private static final int BATCH = 200;

    private final Announcements announcements;
    private final AccountCriterion everyone;
    private final Mailer mailer;
    private final Operator operator;
    private final TransactionTemplate transaction;

    AnnouncementMailing(
            Announcements announcements,
            List<AccountCriterion> criteria,
            Mailer mailer,
            Operator operator,
            TransactionTemplate transaction) {
        this.announcements = announcements;
        this.everyone = criteria.stream()
                .filter(one -> one.key().equals(AccountCriterion.ALL))
                .findFirst()
                .orElseThrow();
        this.mailer = mailer;
        this.operator = operator;
        this.transaction = transaction;
    }

    /** Goes on until nobody is left to be written to. */
    void goOn() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> some()));
        }
    }

    /** @return whether there was anything to go on with */
    private boolean some() {
        return announcements
                .claim()
                .map(one -> {
                    write(one);
                    return true;
                })
                .orElse(false);
    }

    private void write(Unmailed one) {
        Announcement what = one.what();
        List<AccountId> next = everyone.find(Instant.EPOCH, what.announcedAt(), "", one.reached(), BATCH);
        String link = operator.address("/announcements/" + what.id());
        next.forEach(account -> mailer.write(
                account,
                Letters.announcement(
                        link,
                        what.title().en(),
                        what.title().chinese(),
                        what.text().en(),
                        what.text().chinese())));
        announcements.written(what.id(), next.size(), next.isEmpty() ? null : next.getLast(), next.size() < BATCH);
    }
}
