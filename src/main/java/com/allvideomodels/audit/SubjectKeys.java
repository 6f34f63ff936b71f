package com.allvideomodels.audit;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeys;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The key and the pseudonym of each person in the trail. They lie in the database, wrapped by the master key, because an act is
 * written in the transaction that does it and no other store can be asked there. Nothing is remembered between transactions.
 */
@Repository
class SubjectKeys {

    private static final int LENGTH = 32;

    private final JdbcClient sql;
    private final MasterKeys masterKeys;
    private final InstantSource clock;

    SubjectKeys(JdbcClient sql, MasterKeys masterKeys, InstantSource clock) {
        this.sql = sql;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /** A key that opens what is about one person, or about nobody. */
    record SubjectKey(@Nullable AccountId subject, UUID pseudonym, Aead key) {}

    /** What of these people is known, made where it was missing, and the key about nobody. Who was forgotten is not among it. */
    record Keys(Map<AccountId, SubjectKey> ofPeople, SubjectKey ofNobody) {

        Optional<SubjectKey> of(AccountId person) {
            return Optional.ofNullable(ofPeople.get(person));
        }
    }

    Keys of(Collection<AccountId> people) {
        // In one order for everybody, or two that make keys for the same people could wait for each other.
        Set<UUID> wanted = new TreeSet<>(people.stream().map(AccountId::value).toList());
        Found found = find(wanted);
        var missing = new TreeSet<>(wanted);
        missing.removeAll(found.seen());
        if (!missing.isEmpty() || found.nobody() == null) {
            if (found.nobody() == null) {
                make(null);
            }
            missing.forEach(this::make);
            found = find(wanted);
        }
        Map<AccountId, SubjectKey> ofPeople = new HashMap<>();
        found.keys().forEach(key -> ofPeople.put(java.util.Objects.requireNonNull(key.subject()), key));
        return new Keys(ofPeople, java.util.Objects.requireNonNull(found.nobody()));
    }

    private record Found(List<SubjectKey> keys, @Nullable SubjectKey nobody, Set<UUID> seen) {}

    private Found find(Set<UUID> people) {
        List<SubjectKey> keys = new ArrayList<>();
        SubjectKey[] nobody = new SubjectKey[1];
        Set<UUID> seen = new HashSet<>();
        // A key that is about to be used does not go before its user has committed; in one order, as those do who end
        // keys.
        sql.sql("""
                with known as (
                  select subject, pseudonym, wrapped from audit_key where subject = any(:people) order by subject for key share)
                select * from known union all select subject, pseudonym, wrapped from audit_key where subject is null
                """).param("people", people.toArray(UUID[]::new)).query(row -> {
            UUID subject = row.getObject(1, UUID.class);
            SubjectKey key = key(row);
            if (subject == null) {
                nobody[0] = key;
            } else {
                seen.add(subject);
                Optional.ofNullable(key).ifPresent(keys::add);
            }
        });
        return new Found(keys, nobody[0], seen);
    }

    private void make(@Nullable UUID subject) {
        UUID pseudonym = UUID.randomUUID();
        try {
            sql.sql("""
                    insert into audit_key (subject, pseudonym, wrapped, made_at) values (:subject, :pseudonym, :wrapped, :now)
                    on conflict do nothing
                    """)
                    .param("subject", subject, java.sql.Types.OTHER)
                    .param("pseudonym", pseudonym)
                    .param("wrapped", masterKeys.wrap(Random.randBytes(LENGTH), name(subject, pseudonym)))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of the audit trail could not be made", e);
        }
    }

    /** Whose keys these pseudonyms are, as far as they are still known. */
    Map<UUID, SubjectKey> byPseudonym(Collection<UUID> pseudonyms) {
        Map<UUID, SubjectKey> found = new HashMap<>();
        sql.sql("select subject, pseudonym, wrapped from audit_key where pseudonym = any(:pseudonyms)")
                .param("pseudonyms", new HashSet<>(pseudonyms).toArray(UUID[]::new))
                .query(row -> {
                    SubjectKey key = key(row);
                    if (key != null) {
                        found.put(key.pseudonym(), key);
                    }
                });
        return found;
    }

    /** Ends the keys of those of these people about whom no row is left and who did nothing that is left. */
    void endUnused(Collection<UUID> pseudonyms) {
        UUID[] asked = new HashSet<>(pseudonyms).toArray(UUID[]::new);
        sql.sql(
                        "select 1 from audit_key where pseudonym = any(:asked) and subject is not null order by subject for update")
                .param("asked", asked)
                .query((row, line) -> true)
                .list();
        // A statement of its own, which sees what those wrote for whom the first one waited.
        sql.sql("""
                delete from audit_key k where k.pseudonym = any(:asked) and k.subject is not null
                  and not exists (select 1 from audit_row r where r.pseudonym = k.pseudonym)
                  and not exists (
                    select 1 from audit_row r where r.actor in ('staff:' || k.pseudonym::text, 'person:' || k.pseudonym::text))
                """).param("asked", asked).update();
    }

    /** What is left of people who were forgotten so long ago that nothing can bring them back. */
    int endForgotten(Instant until, int most) {
        return sql.sql("""
                delete from audit_key where id in (
                  select id from audit_key where forgotten_at <= :until order by forgotten_at limit :most for update skip locked)
                """)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    long forgotten(Instant until, long most) {
        return sql.sql("select count(*) from (select 1 from audit_key where forgotten_at <= :until limit :most) as old")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** The pseudonyms of those of these people whom the trail knows. */
    List<UUID> pseudonymsOf(Collection<AccountId> people) {
        return people.isEmpty()
                ? List.of()
                : sql.sql("select pseudonym from audit_key where subject = any(:people) and pseudonym is not null")
                        .param("people", people.stream().map(AccountId::value).toArray(UUID[]::new))
                        .query(UUID.class)
                        .list();
    }

    Optional<UUID> pseudonymOf(AccountId person) {
        return sql.sql("select pseudonym from audit_key where subject = :subject and pseudonym is not null")
                .param("subject", person.value())
                .query(UUID.class)
                .optional();
    }

    Optional<SubjectKey> ofNobody() {
        return Optional.ofNullable(find(Set.of()).nobody());
    }

    /** From the commit on nobody can read what is about this person or tell which rows are; and no new key will be made. */
    void forget(AccountId subject, Instant now) {
        sql.sql("""
                insert into audit_key (subject, made_at, forgotten_at) values (:subject, :now, :now)
                on conflict (subject) do update set pseudonym = null, wrapped = null, forgotten_at = :now
                where audit_key.forgotten_at is null
                """)
                .param("subject", subject.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private @Nullable SubjectKey key(ResultSet row) throws SQLException {
        UUID subject = row.getObject(1, UUID.class);
        UUID pseudonym = row.getObject(2, UUID.class);
        byte[] wrapped = row.getBytes(3);
        if (wrapped == null || pseudonym == null) {
            return null;
        }
        try {
            Aead key = new AesGcmJce(masterKeys.unwrap(wrapped, name(subject, pseudonym)));
            return new SubjectKey(subject == null ? null : new AccountId(subject), pseudonym, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of the audit trail cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Binds the person to the pseudonym: neither can be exchanged in the table. */
    static String name(@Nullable UUID subject, UUID pseudonym) {
        return "audit/" + pseudonym + "/" + (subject == null ? "nobody" : subject);
    }
}
