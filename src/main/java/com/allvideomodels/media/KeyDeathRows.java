package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keys that are to die, and those that have. */
@Repository
class KeyDeathRows {

    private final JdbcClient sql;

    KeyDeathRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Repeating it changes nothing. */
    void order(String name, Instant now) {
        sql.sql("insert into key_death (name, ordered_at, due_at) values (:name, :now, :now) on conflict do nothing")
                .param("name", name)
                .param("now", MediaRows.at(now))
                .update();
    }

    /** Orders the death of a day's key unless something is still wrapped under it, or on its way to be. */
    @Transactional
    void orderDay(MediaClass kind, LocalDate day, Instant now) {
        sql.sql("""
                insert into key_death (name, ordered_at, due_at)
                select :name, :now, :now where not exists (
                    select 1 from media_object
                    where kind = :kind and deadline >= :begin and deadline < :end and shredded_at is null and day_key is null)
                on conflict do nothing
                """)
                .param("name", Seal.dayKey(kind, day))
                .param("kind", kind.name())
                .param("begin", day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("end", day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("now", MediaRows.at(now))
                .update();
    }

    /** A key whose death was claimed for the {@code attempts}th time. */
    record Death(String name, int attempts) {}

    @Transactional
    List<Death> claim(Instant now, Duration lease, int most) {
        return sql.sql("""
                update key_death set due_at = :lease, attempts = attempts + 1
                where name = any(array(select name from key_death where dead_at is null and due_at <= :now
                                       order by due_at limit :most for update skip locked))
                returning name, attempts
                """)
                .param("now", MediaRows.at(now))
                .param("lease", MediaRows.at(now.plus(lease)))
                .param("most", most)
                .query((row, number) -> new Death(row.getString("name"), row.getInt("attempts")))
                .list();
    }

    void dead(String name, Instant now) {
        sql.sql("update key_death set dead_at = coalesce(dead_at, :now), last_error = null where name = :name")
                .param("name", name)
                .param("now", MediaRows.at(now))
                .update();
    }

    void notDead(String name, String error, Instant again) {
        sql.sql("update key_death set due_at = :again, last_error = :error where name = :name and dead_at is null")
                .param("name", name)
                .param("again", MediaRows.at(again))
                .param("error", error)
                .update();
    }

    /** The key was made anew by somebody who came late. */
    void again(String name, Instant now) {
        sql.sql("update key_death set dead_at = null, due_at = :now where name = :name and dead_at is not null")
                .param("name", name)
                .param("now", MediaRows.at(now))
                .update();
    }

    /** Those who are writing something of this person finish first; those who come later find the person erased. */
    void waitForWriters(AccountId owner) {
        lock("pg_advisory_xact_lock", owner);
    }

    /** Until the end of this transaction nobody erases this person. */
    void writing(AccountId owner) {
        lock("pg_advisory_xact_lock_shared", owner);
    }

    private void lock(String function, AccountId owner) {
        sql.sql("select " + function + "(hashtextextended(:owner, 41))")
                .param("owner", "media of " + owner.value())
                .query((row, number) -> true)
                .single();
    }
}
