package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the outbox. */
@Component
class WrittenLetters {

    /** Last letters of an account: no other names both an account and an address. */
    static final String AWAITED = " account_id = :account and address is not null and state = 'waiting' ";

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    WrittenLetters(JdbcClient sql, JsonMapper json, ApplicationEventPublisher events) {
        this.sql = sql;
        this.json = json;
        this.events = events;
    }

    void add(AccountId to, Letter letter, Instant now) {
        insert(to.value(), null, null, letter, now);
    }

    void add(EmailAddress to, Locale language, Letter letter, Instant now) {
        insert(null, to.value(), language.toLanguageTag(), letter, now);
    }

    void add(AccountId about, EmailAddress to, Locale language, Letter letter, Instant now) {
        insert(about.value(), to.value(), language.toLanguageTag(), letter, now);
    }

    private void insert(
            @Nullable UUID account, @Nullable String address, @Nullable String language, Letter letter, Instant now) {
        sql.sql("""
                insert into letter (id, account_id, address, language, template, contents, mailing, written_at, due_at)
                values (:id, :account, :address, :language, :template, :contents::jsonb, :mailing, :now, :now)
                """)
                .param("mailing", LetterKind.isMailing(letter))
                .param("id", UUID.randomUUID())
                .param("account", account)
                .param("address", address)
                .param("language", language)
                .param("template", letter.template())
                .param("contents", json.writeValueAsString(letter.values()))
                .param("now", at(now))
                .update();
    }

    /** Takes the letter that has been due longest, of no mailing; nobody else gets it until {@code until}. */
    Optional<Claimed> claim(Instant now, Instant until) {
        return sql.sql("""
                update letter set claim = :claim, attempts = attempts + 1, due_at = :until
                where id = (
                  select id from letter where state = 'waiting' and not mailing and due_at <= :now
                  order by due_at limit 1 for update skip locked)
                returning *
                """)
                .param("claim", UUID.randomUUID())
                .param("until", at(until))
                .param("now", at(now))
                .query((row, index) -> claimed(row))
                .optional();
    }

    /**
     * Takes the letter of a mailing that has been due longest, if it is the turn of one: over all nodes there is one turn in each gap. A turn
     * that finds no letter passes.
     */
    Optional<Claimed> claimOfMailing(Instant now, Instant until, Duration gap) {
        return sql.sql("""
                with turn as (update mailing_turn set next_at = :next where next_at <= :now returning 1)
                update letter set claim = :claim, attempts = attempts + 1, due_at = :until, tried_at = coalesce(tried_at, :now)
                where exists (select 1 from turn) and id = (
                  select id from letter where state = 'waiting' and mailing and due_at <= :now
                  order by due_at limit 1 for update skip locked)
                returning *
                """)
                .param("next", at(now.plus(gap)))
                .param("claim", UUID.randomUUID())
                .param("until", at(until))
                .param("now", at(now))
                .query((row, index) -> claimed(row))
                .optional();
    }

    /** When the next turn of a mailing is; nothing where none of its letters is due by then. */
    Optional<Instant> nextTurn(Instant now) {
        return sql.sql("""
                select greatest(next_at, :now) from mailing_turn
                where exists (select 1 from letter where state = 'waiting' and mailing and due_at <= greatest(next_at, :now))
                """)
                .param("now", at(now))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Keeps what is about to be sent, so that every attempt to this address sends the same. */
    Claimed seal(Claimed letter, Sealed envelope) {
        sql.sql("update letter set envelope = :envelope::jsonb, revision = :revision where id = :id and claim = :claim")
                .param("envelope", json.writeValueAsString(envelope))
                .param("revision", letter.revision() + 1)
                .param("id", letter.id())
                .param("claim", letter.claim())
                .update();
        return letter.sealedIn(envelope);
    }

    void postpone(Claimed letter, Instant until, String reason) {
        sql.sql("update letter set due_at = :until, reason = :reason, claim = null where id = :id and claim = :claim")
                .param("until", at(until))
                .param("reason", reason)
                .param("id", letter.id())
                .param("claim", letter.claim())
                .update();
    }

    /** The letter is done with, one way or another: what it said is wiped. */
    @Transactional
    void end(Claimed letter, Ending ending, Instant now, @Nullable String carrierId, @Nullable String reason) {
        int ended = sql.sql("""
                update letter set state = :state, ended_at = :now, carrier_id = :carrier, reason = :reason,
                  contents = null, envelope = null, address = null, language = null, claim = null, due_at = null
                where id = :id and claim = :claim
                """)
                .param("state", ending.name().toLowerCase(Locale.ROOT))
                .param("now", at(now))
                .param("carrier", carrierId)
                .param("reason", reason)
                .param("id", letter.id())
                .param("claim", letter.claim())
                .update();
        if (ended == 1 && ending != Ending.SENT) {
            tellUnsent(letter.letter());
        }
    }

    /** What an erasure of this account has waited for since then is given up, as if it had been tried for too long. */
    @Transactional
    void giveUpAwaited(AccountId account, Instant since, Instant now) {
        sql.sql("with late as (select id, template, contents from letter where" + AWAITED
                        + "and written_at <= :since for update) " + """
                update letter set state = 'refused', ended_at = :now, reason = 'too-late', contents = null, envelope = null,
                  address = null, language = null, claim = null, due_at = null
                from late where letter.id = late.id returning late.template, late.contents
                """)
                .param("account", account.value())
                .param("since", at(since))
                .param("now", at(now))
                .query((row, index) ->
                        new Letter(row.getString("template"), json.readValue(row.getString("contents"), VALUES)))
                .list()
                .forEach(this::tellUnsent);
    }

    /** Whether an erasure of this account waits for a letter. */
    boolean isAwaited(AccountId account) {
        return sql.sql("select exists (select 1 from letter where" + AWAITED + ")")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    private void tellUnsent(Letter letter) {
        String number = letter.values().get("number");
        if (number != null) {
            events.publishEvent(new LetterUnsent(letter.template(), number));
        }
    }

    private Claimed claimed(ResultSet row) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        String address = row.getString("address");
        String language = row.getString("language");
        String envelope = row.getString("envelope");
        return new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("claim", UUID.class),
                account == null ? null : new AccountId(account),
                address == null ? null : new EmailAddress(address),
                language == null ? Locale.ENGLISH : Locale.forLanguageTag(language),
                new Letter(row.getString("template"), json.readValue(row.getString("contents"), VALUES)),
                envelope == null ? null : json.readValue(envelope, Sealed.class),
                row.getInt("revision"),
                row.getInt("attempts"),
                since(row));
    }

    /** A letter of a mailing may wait long for its turn, which is nobody's failure. */
    private static Instant since(ResultSet row) throws SQLException {
        OffsetDateTime tried = row.getObject("tried_at", OffsetDateTime.class);
        return (tried == null ? row.getObject("written_at", OffsetDateTime.class) : tried).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** How a letter ends. */
    enum Ending {
        SENT,
        REFUSED,
        DROPPED
    }

    /** A rendered letter as it is kept between attempts. */
    record Sealed(String to, String subject, String html, String text) {}

    /**
     * A letter that this process may send until its lease ends.
     *
     * @param since when it began to be tried
     */
    record Claimed(
            UUID id,
            UUID claim,
            @Nullable AccountId account,
            @Nullable EmailAddress address,
            Locale language,
            Letter letter,
            @Nullable Sealed envelope,
            int revision,
            int attempts,
            Instant since) {

        Claimed sealedIn(Sealed fresh) {
            return new Claimed(id, claim, account, address, language, letter, fresh, revision + 1, attempts, since);
        }

        /** Another for every rendering, the same for every attempt with it. */
        String key() {
            return id + "." + revision;
        }
    }
}
