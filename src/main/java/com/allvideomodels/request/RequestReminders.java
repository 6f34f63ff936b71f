package com.allvideomodels.request;

import com.allvideomodels.account.Attempts;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.request.Course.Outcome;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that no request is forgotten: whoever has not said that one is theirs hears once more and then it ends; staff hear before
 * one is due, and every day while one is overdue.
 */
@Component
class RequestReminders {

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        ScheduledJob remindOfRequests(RequestReminders reminders) {
            return new ScheduledJob("request.remind", reminders::remind);
        }
    }

    static final Duration SOON = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(RequestReminders.class);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final int MOST = 500;

    private final RequestRows rows;
    private final HistoryRows history;
    private final RequestConfirmations confirmations;
    private final Queue queue;
    private final Attempts attempts;
    private final Mailer mailer;
    private final Operator operator;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    RequestReminders(
            RequestRows rows,
            HistoryRows history,
            RequestConfirmations confirmations,
            Queue queue,
            Attempts attempts,
            Mailer mailer,
            Operator operator,
            JdbcClient sql,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.confirmations = confirmations;
        this.queue = queue;
        this.attempts = attempts;
        this.mailer = mailer;
        this.operator = operator;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** May run twice and late. */
    void remind() {
        Instant now = clock.instant();
        unanswered().forEach(this::acknowledge);
        expirable(now).forEach(id -> transaction.executeWithoutResult(status -> expire(id, now)));
        unconfirmed(now).forEach(id -> transaction.executeWithoutResult(status -> remindPerson(id, now)));
        transaction.executeWithoutResult(status -> warnStaff(now));
    }

    /** So many came by mail at once that nobody was written to (clause ccpa.deadline: it must be said that they came). */
    private List<RequestId> unanswered() {
        return sql.sql("""
                        select id from privacy_request
                        where closed_at is null and acknowledged_at is null and subject_address is not null order by due_at limit :most
                        """).param("most", MOST).query(UUID.class).list().stream()
                .map(RequestId::new)
                .toList();
    }

    private void acknowledge(RequestId id) {
        EmailAddress subject = rows.find(id).map(PrivacyRequest::subject).orElse(null);
        if (subject != null && attempts.mayWrite(RequestsByMail.LETTERS, subject)) {
            transaction.executeWithoutResult(status -> acknowledgeOnce(id, clock.instant()));
        }
    }

    private void acknowledgeOnce(RequestId id, Instant now) {
        rows.lock(id)
                .filter(request -> request.acknowledgedAt() == null && request.closedAt() == null)
                .ifPresent(request -> {
                    confirmations.ask(request);
                    rows.acknowledge(id, now);
                });
    }

    /** Whoever still has a link that works may use it. */
    private List<RequestId> expirable(Instant now) {
        return ids(
                "closed_at is null and due_at <= :now and not identity_shown and not exists (select 1 from privacy_request_link l"
                        + " where l.request_id = privacy_request.id and l.expires_at > :now) order by due_at",
                now);
    }

    /** Halfway through the last fortnight nobody has opened the link. */
    private List<RequestId> unconfirmed(Instant now) {
        return ids(
                "closed_at is null and due_at > :now and due_at <= cast(:now as timestamptz) + interval '14 days'"
                        + " and not identity_shown and reminded_at is null order by due_at",
                now);
    }

    private List<RequestId> ids(String which, Instant now) {
        return sql
                .sql("select id from privacy_request where " + which + " limit " + MOST)
                .param("now", RequestReading.utc(now))
                .query(UUID.class)
                .list()
                .stream()
                .map(RequestId::new)
                .toList();
    }

    private void expire(RequestId id, Instant now) {
        Optional<PrivacyRequest> request = rows.lock(id);
        if (request.isPresent() && request.get().course().take(new Move.Expire(now)) instanceof Outcome.Moved moved) {
            rows.move(id, moved.course(), now);
            history.append(id, Happening.byService(now, "expired"));
        }
    }

    private void remindPerson(RequestId id, Instant now) {
        int first = sql.sql("""
                update privacy_request set reminded_at = :now
                where id = :id and reminded_at is null and closed_at is null and not identity_shown
                """)
                .param("now", RequestReading.utc(now))
                .param("id", id.value())
                .update();
        if (first == 1) {
            confirmations.remind(rows.find(id).orElseThrow());
            history.append(id, Happening.byService(now, "reminded"));
        }
    }

    /** One letter a day at most, however many requests; each is in it from a week before it is due until it is answered. */
    private void warnStaff(Instant now) {
        int marked = sql.sql("""
                update privacy_request set warned_at = :now
                where closed_at is null and due_at <= :soon and (warned_at is null or warned_at <= :last)
                """)
                .param("now", RequestReading.utc(now))
                .param("soon", RequestReading.utc(now.plus(SOON)))
                .param("last", RequestReading.utc(now.minus(BETWEEN)))
                .update();
        if (marked == 0) {
            return;
        }
        long overdue = queue.dueBy(now);
        mailer.write(
                new EmailAddress(operator.contact().privacyEmail()),
                Locale.ENGLISH,
                Letters.privacyRequestsDue(
                        operator.address("/admin/requests"), queue.dueBy(now.plus(SOON)) - overdue, overdue));
        if (overdue > 0) {
            LOG.error("{} privacy requests are overdue: /admin/requests", overdue);
        }
    }
}
