package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.request.Course.Outcome;
import com.allvideomodels.web.SecretLinks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a person shows that a request about them is theirs: by a fresh sign-in, or by a link that went to the account's own address. Both
 * can take it back, too.
 */
@Component
class RequestConfirmations implements SecretLinks {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration SHORTEST = Duration.ofDays(14);

    private final RequestRows rows;
    private final HistoryRows history;
    private final RequestLetters letters;
    private final JdbcClient sql;
    private final InstantSource clock;

    RequestConfirmations(
            RequestRows rows, HistoryRows history, RequestLetters letters, JdbcClient sql, InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.letters = letters;
        this.sql = sql;
        this.clock = clock;
    }

    /** Writes the letter with the link, in the caller's transaction. */
    void ask(PrivacyRequest request) {
        letters.confirm(request, issue(request, until(request)));
    }

    /** Once more, with a link of its own. */
    void remind(PrivacyRequest request) {
        letters.remind(request, issue(request, request.course().due()));
    }

    /** Who has not shown yet that an open request is theirs gets another letter, so that nobody loses what they asked for. */
    @Override
    @Transactional
    public int endAll() {
        int ended = sql.sql("delete from privacy_request_link").update();
        sql.sql("""
                        select id from privacy_request where closed_at is null and not identity_shown and acknowledged_at is not null
                          and (account_id is not null or subject_address is not null)""").query(UUID.class).stream()
                .flatMap(id -> rows.find(new RequestId(id)).stream())
                .forEach(this::remind);
        return ended;
    }

    private String issue(PrivacyRequest request, Instant until) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.sql("insert into privacy_request_link (hash, request_id, expires_at) values (:hash, :request, :until)")
                .param("hash", hash(secret))
                .param("request", request.id().value())
                .param("until", RequestReading.utc(until))
                .update();
        return secret;
    }

    /** A fortnight at least, also for what was entered or answered when its time was nearly or wholly over. */
    private Instant until(PrivacyRequest request) {
        Instant due = request.course().due();
        Instant soonest = clock.instant().plus(SHORTEST);
        return due.isAfter(soonest) ? due : soonest;
    }

    /** Looks without using it: scanners open links in letters before people do. */
    @Transactional(readOnly = true)
    public Optional<PrivacyRequest> peek(String secret) {
        return sql.sql("select request_id from privacy_request_link where hash = :hash and expires_at > :now")
                .param("hash", hash(secret))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .flatMap(id -> rows.find(new RequestId(id)));
    }

    @Transactional
    public boolean confirm(String secret) {
        return peek(secret)
                .map(one -> take(one.id(), new Move.ShowIdentity(), "link"))
                .orElse(false);
    }

    @Transactional
    public boolean revoke(String secret) {
        return peek(secret)
                .map(one -> take(one.id(), new Move.Revoke(), "link"))
                .orElse(false);
    }

    /** By somebody who has just shown that they are signed in as the person it is about. */
    @Transactional
    public boolean confirm(AccountId me, String number) {
        return rows.find(me, number)
                .map(one -> take(one.id(), new Move.ShowIdentity(), "sign-in"))
                .orElse(false);
    }

    @Transactional
    public boolean revoke(AccountId me, String number) {
        return rows.find(me, number)
                .map(one -> take(one.id(), new Move.Revoke(), "sign-in"))
                .orElse(false);
    }

    private boolean take(RequestId id, Move move, String how) {
        Instant now = clock.instant();
        PrivacyRequest request = rows.lock(id).orElseThrow();
        if (!(request.course().take(move) instanceof Outcome.Moved moved)) {
            return false;
        }
        if (!moved.course().equals(request.course())) {
            rows.move(id, moved.course(), now);
            String kind = move instanceof Move.Revoke ? "revoked" : "identity-shown";
            history.append(id, Happening.byPerson(now, kind).with(how));
        }
        return true;
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
