package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests in the database. */
@Repository
class RequestRows {

    private final JdbcClient sql;
    private final Attachments attachments;

    RequestRows(JdbcClient sql, Attachments attachments) {
        this.sql = sql;
        this.attachments = attachments;
    }

    void add(PrivacyRequest request) {
        sql.sql("""
                insert into privacy_request (id, number, received_at, channel, asked, regime, requester, account_id,
                  subject_address, contact_address, language, words, due_at, nth_to_know)
                values (:id, :number, :received, :channel, :asked, :regime, :requester, :account,
                  :subject, :contact, :language, :words, :due, :nth)
                """)
                .param("id", request.id().value())
                .param("number", request.number())
                .param("received", RequestReading.utc(request.receivedAt()))
                .param("channel", request.channel().key())
                .param("asked", request.right().key())
                .param("regime", request.regime().key())
                .param("requester", request.course().requester().key())
                .param(
                        "account",
                        request.account() == null ? null : request.account().value(),
                        java.sql.Types.OTHER)
                .param("subject", RequestReading.text(request.subject()))
                .param("contact", RequestReading.text(request.contact()))
                .param("language", request.language().toLanguageTag())
                .param("words", request.words())
                .param("due", RequestReading.utc(request.course().due()))
                .param("nth", request.nthToKnow())
                .update();
    }

    Optional<PrivacyRequest> find(RequestId id) {
        return sql.sql("select * from privacy_request where id = :id")
                .param("id", id.value())
                .query(RequestReading::request)
                .optional();
    }

    /** Nobody else changes it until the caller's transaction ends. */
    Optional<PrivacyRequest> lock(RequestId id) {
        return sql.sql("select * from privacy_request where id = :id for update")
                .param("id", id.value())
                .query(RequestReading::request)
                .optional();
    }

    Optional<PrivacyRequest> find(AccountId owner, String number) {
        return sql.sql("select * from privacy_request where number = :number and account_id = :owner")
                .param("number", number)
                .param("owner", owner.value())
                .query(RequestReading::request)
                .optional();
    }

    Optional<PrivacyRequest> find(String number) {
        return sql.sql("select * from privacy_request where number = :number")
                .param("number", number)
                .query(RequestReading::request)
                .optional();
    }

    /** Writes where it stands; its final state ends it at {@code now}, and with it the secrets that lead to it and, later, its files. */
    void move(RequestId id, Course course, Instant now) {
        sql.sql("""
                update privacy_request set status = :status, identity_shown = :shown, mandate_checked = :checked,
                  is_duplicate = :duplicate, due_at = :due, closed_at = :closed, fulfilled_as = :fulfilled
                where id = :id
                """)
                .param("status", course.status().key())
                .param("shown", course.identityShown())
                .param("checked", course.mandateChecked())
                .param("duplicate", course.duplicate())
                .param("due", RequestReading.utc(course.due()))
                .param(
                        "closed",
                        course.status().isFinal() ? RequestReading.utc(now) : null,
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "fulfilled",
                        course.status() == Status.FULFILLED
                                ? course.fulfilment().key()
                                : null)
                .param("id", id.value())
                .update();
        if (course.status().isFinal()) {
            sql.sql("delete from privacy_request_link where request_id = :id")
                    .param("id", id.value())
                    .update();
            attachments.closed(id, now);
        }
    }

    void deny(RequestId id, Course denied, Denial why, String words, Instant now) {
        sql.sql("""
                update privacy_request set status = 'denied', denial = :why, answer = :words, closed_at = :now where id = :id
                """)
                .param("why", why.key())
                .param("words", words)
                .param("now", RequestReading.utc(now))
                .param("id", id.value())
                .update();
        move(id, denied, now);
    }

    void note(RequestId id, String column, @Nullable String text) {
        if (!column.matches("extended_because|answer")) {
            throw new IllegalArgumentException(column);
        }
        sql.sql("update privacy_request set " + column + " = :text where id = :id")
                .param("text", text)
                .param("id", id.value())
                .update();
    }

    void duplicate(RequestId id, RequestId earlier) {
        sql.sql("update privacy_request set duplicate_of = :earlier where id = :id")
                .param("earlier", earlier.value())
                .param("id", id.value())
                .update();
    }

    void acknowledge(RequestId id, Instant now) {
        sql.sql("update privacy_request set acknowledged_at = coalesce(acknowledged_at, :now) where id = :id")
                .param("now", RequestReading.utc(now))
                .param("id", id.value())
                .update();
    }

    /** @return whether nobody had proposed it, or the same person had */
    boolean proposeErasure(RequestId id, AccountId by) {
        return sql.sql("""
                update privacy_request set erasure_proposed_by = :by
                where id = :id and (erasure_proposed_by is null or erasure_proposed_by = :by)
                """).param("by", by.value()).param("id", id.value()).update() == 1;
    }

    /** @return whether somebody else had proposed it */
    boolean approveErasure(RequestId id, AccountId by) {
        return sql.sql("""
                update privacy_request set erasure_approved_by = :by
                where id = :id and erasure_proposed_by <> :by and erasure_approved_by is null
                """).param("by", by.value()).param("id", id.value()).update() == 1;
    }

    /** What a mail has become. */
    Optional<PrivacyRequest> ofMail(String mail) {
        return sql.sql("select * from privacy_request where mail_id = :mail")
                .param("mail", mail)
                .query(RequestReading::request)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another request did */
    void cameBy(RequestId id, String mail) {
        sql.sql("update privacy_request set mail_id = :mail where id = :id")
                .param("mail", mail)
                .param("id", id.value())
                .update();
    }

    /** An account turned up for it. */
    void attach(RequestId id, AccountId account) {
        sql.sql("update privacy_request set account_id = :account where id = :id and account_id is null")
                .param("account", account.value())
                .param("id", id.value())
                .update();
    }
}
