package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.request.PrivacyRequest.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests in the database. */
@Repository
class RequestRows {

    private final JdbcClient sql;

    RequestRows(JdbcClient sql) {
        this.sql = sql;
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
                .param("received", utc(request.receivedAt()))
                .param("channel", request.channel().key())
                .param("asked", request.right().key())
                .param("regime", request.regime().key())
                .param("requester", request.course().requester().key())
                .param(
                        "account",
                        request.account() == null ? null : request.account().value(),
                        java.sql.Types.OTHER)
                .param("subject", text(request.subject()))
                .param("contact", text(request.contact()))
                .param("language", request.language().toLanguageTag())
                .param("words", request.words())
                .param("due", utc(request.course().due()))
                .param("nth", request.nthToKnow())
                .update();
    }

    Optional<PrivacyRequest> find(RequestId id) {
        return sql.sql("select * from privacy_request where id = :id")
                .param("id", id.value())
                .query(RequestRows::request)
                .optional();
    }

    /** Nobody else changes it until the caller's transaction ends. */
    Optional<PrivacyRequest> lock(RequestId id) {
        return sql.sql("select * from privacy_request where id = :id for update")
                .param("id", id.value())
                .query(RequestRows::request)
                .optional();
    }

    Optional<PrivacyRequest> find(AccountId owner, String number) {
        return sql.sql("select * from privacy_request where number = :number and account_id = :owner")
                .param("number", number)
                .param("owner", owner.value())
                .query(RequestRows::request)
                .optional();
    }

    Optional<PrivacyRequest> find(String number) {
        return sql.sql("select * from privacy_request where number = :number")
                .param("number", number)
                .query(RequestRows::request)
                .optional();
    }

    /** The newest first. */
    List<PrivacyRequest> of(AccountId owner, int most) {
        return sql.sql(
                        "select * from privacy_request where account_id = :owner order by received_at desc, id desc limit :most")
                .param("owner", owner.value())
                .param("most", most)
                .query(RequestRows::request)
                .list();
    }

    /** Of the same person, by account or address, other than this one; the newest first. */
    List<PrivacyRequest> related(PrivacyRequest request, int most) {
        return sql.sql("""
                select * from privacy_request
                where id <> :id and (account_id = :account or subject_address = cast(:subject as text))
                order by received_at desc, id desc limit :most
                """)
                .param("id", request.id().value())
                .param(
                        "account",
                        request.account() == null ? null : request.account().value(),
                        java.sql.Types.OTHER)
                .param("subject", text(request.subject()))
                .param("most", most)
                .query(RequestRows::request)
                .list();
    }

    /** How many requests to know this person has made in that calendar year. */
    int toKnow(@Nullable AccountId account, @Nullable EmailAddress subject, Instant at) {
        Year year = Year.from(at.atOffset(ZoneOffset.UTC));
        return sql.sql("""
                select count(*) from privacy_request
                where (account_id = :account or subject_address = cast(:subject as text)) and asked in (:asked)
                  and received_at >= :from and received_at < :until
                """)
                .param("account", account == null ? null : account.value(), java.sql.Types.OTHER)
                .param("subject", text(subject))
                .param("asked", Right.TO_KNOW.stream().map(Right::key).toList())
                .param("from", year.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", year.plusYears(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Writes where it stands; its final state ends it at {@code now}, and with it the secrets that lead to it. */
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
                .param("due", utc(course.due()))
                .param("closed", course.status().isFinal() ? utc(now) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
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
        }
    }

    void deny(RequestId id, Course denied, Denial why, String words, Instant now) {
        sql.sql("""
                update privacy_request set status = 'denied', denial = :why, answer = :words, closed_at = :now where id = :id
                """)
                .param("why", why.key())
                .param("words", words)
                .param("now", utc(now))
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
                .param("now", utc(now))
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

    /** Whether a mail has become a request. */
    boolean isKnown(String mail) {
        return sql.sql("select exists (select 1 from privacy_request where mail_id = :mail)")
                .param("mail", mail)
                .query(Boolean.class)
                .single();
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

    void addNote(RequestId id, AccountId author, String words, Instant now) {
        sql.sql(
                        "insert into privacy_request_note (id, request_id, at, author, words) values (:id, :request, :now, :by, :words)")
                .param("id", UUID.randomUUID())
                .param("request", id.value())
                .param("now", utc(now))
                .param("by", author.value())
                .param("words", words)
                .update();
    }

    /** The newest first. */
    List<Note> notes(RequestId id) {
        return sql.sql("select * from privacy_request_note where request_id = :id order by at desc, id")
                .param("id", id.value())
                .query((row, number) -> new Note(
                        row.getObject("at", OffsetDateTime.class),
                        row.getObject("author", UUID.class),
                        row.getString("words")))
                .list();
    }

    /** What staff wrote for one another. */
    record Note(OffsetDateTime at, UUID author, String words) {}

    void append(RequestId id, Happening event) {
        sql.sql("""
                insert into privacy_request_event (request_id, at, kind, actor, staff, detail)
                values (:id, :at, :kind, :actor, :staff, :detail)
                """)
                .param("id", id.value())
                .param("at", utc(event.at()))
                .param("kind", event.kind())
                .param("actor", event.actor())
                .param("staff", event.staff(), java.sql.Types.OTHER)
                .param("detail", event.detail())
                .update();
    }

    /** The oldest first. */
    List<Happening> history(RequestId id) {
        return sql.sql("select * from privacy_request_event where request_id = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new Happening(
                        instant(row, "at"),
                        row.getString("kind"),
                        row.getString("actor"),
                        row.getObject("staff", UUID.class),
                        row.getString("detail")))
                .list();
    }

    static PrivacyRequest request(ResultSet row, int number) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        return new PrivacyRequest(
                new RequestId(row.getObject("id", UUID.class)),
                row.getString("number"),
                instant(row, "received_at"),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                Right.of(row.getString("asked")).orElseThrow(),
                Regime.of(row.getString("regime")).orElseThrow(),
                account == null ? null : new AccountId(account),
                address(row.getString("subject_address")),
                address(row.getString("contact_address")),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("words"),
                course(row),
                row.getObject("duplicate_of", UUID.class),
                row.getString("extended_because"),
                orNull(row, "acknowledged_at"),
                row.getInt("nth_to_know"),
                row.getString("denial") == null
                        ? null
                        : Denial.of(row.getString("denial")).orElseThrow(),
                row.getString("answer"),
                row.getObject("erasure_proposed_by", UUID.class),
                row.getObject("erasure_approved_by", UUID.class),
                orNull(row, "closed_at"));
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(
                Requester.of(row.getString("requester")).orElseThrow(),
                Fulfilment.of(Right.of(row.getString("asked")).orElseThrow(), row.getObject("account_id") != null),
                Status.of(row.getString("status")),
                row.getBoolean("identity_shown"),
                row.getBoolean("mandate_checked"),
                row.getBoolean("is_duplicate"),
                row.getString("extended_because") != null,
                instant(row, "due_at"));
    }

    private static @Nullable String text(@Nullable EmailAddress address) {
        return address == null ? null : address.value();
    }

    private static @Nullable EmailAddress address(@Nullable String text) {
        return text == null ? null : new EmailAddress(text);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
