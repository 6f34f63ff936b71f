package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeys;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What Creem told us, in the database: each once for ever, and its body encrypted (clause security.at-rest). */
@Repository
class CreemEvents {

    static final String CLAIM = """
            update creem_event set attempts = attempts + 1, due_at = :until
            where id = any(array(
              select id from creem_event where state = 'waiting' and due_at <= :now
              order by due_at limit :most for update skip locked))
            returning id, type, received_at, attempts, body
            """;

    private final JdbcClient sql;
    private final MasterKeys keys;

    CreemEvents(JdbcClient sql, MasterKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** @param sealed its body, encrypted */
    record Event(String id, String type, Instant receivedAt, int attempts, byte[] sealed) {}

    /** Once, however often it is told. */
    void add(String id, String type, byte[] body, Instant now) {
        sql.sql("""
                insert into creem_event (id, type, received_at, body, state, due_at)
                values (:id, :type, :now, :body, 'waiting', :now) on conflict (id) do nothing
                """)
                .param("id", id)
                .param("type", type)
                .param("body", sealed(id, body))
                .param("now", utc(now))
                .update();
    }

    /** Those that have waited longest; nobody else gets them until {@code until}. */
    List<Event> claim(int most, Instant now, Instant until) {
        return sql
                .sql(CLAIM)
                .param("most", most)
                .param("now", utc(now))
                .param("until", utc(until))
                .query((row, number) -> new Event(
                        row.getString("id"),
                        row.getString("type"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts"),
                        row.getBytes("body")))
                .list()
                .stream()
                .sorted(Comparator.comparing(Event::receivedAt))
                .toList();
    }

    /** @throws IllegalStateException if it cannot be decrypted */
    byte[] body(Event event) {
        return opened(event.id(), event.sealed());
    }

    /** @throws IllegalStateException if it cannot be decrypted */
    byte[] body(String id) {
        return opened(
                id,
                sql.sql("select body from creem_event where id = :id")
                        .param("id", id)
                        .query(byte[].class)
                        .single());
    }

    private byte[] opened(String id, byte[] sealed) {
        try {
            return keys.unwrap(sealed, name(id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what Creem told as " + id + " cannot be decrypted", e);
        }
    }

    /** In the transaction in which it was made true. @return whether it still waited */
    boolean end(String id, String state, String outcome) {
        return sql.sql("""
                update creem_event set state = :state, outcome = :outcome, due_at = null where id = :id and state = 'waiting'
                """)
                        .param("state", state)
                        .param("outcome", outcome)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Remembers of which payments it told, so that staff find it without opening what it said. */
    void toldOf(String id, List<Told> told, Instant now) {
        told.stream()
                .flatMap(one -> one.ofTransaction().stream())
                .distinct()
                .forEach(transaction -> sql.sql(
                                "insert into creem_event_payment (event_id, transaction_id, told_at) values (:id, :transaction, :now) on conflict do nothing")
                        .param("now", utc(now))
                        .param("id", id)
                        .param("transaction", transaction)
                        .update());
    }

    /** So that it goes with that account. */
    void concerns(String id, AccountId account) {
        sql.sql("update creem_event set account_id = :account where id = :id and body is not null")
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    void later(String id, Instant due) {
        sql.sql("update creem_event set due_at = :due where id = :id and state = 'waiting'")
                .param("due", utc(due))
                .param("id", id)
                .update();
    }

    /** Lets it be worked off once more. @return whether it had ended */
    boolean again(String id, Instant now) {
        return sql.sql("""
                update creem_event set state = 'waiting', outcome = null, attempts = 0, due_at = :now
                where id = :id and state <> 'waiting' and body is not null
                """).param("id", id).param("now", utc(now)).update() == 1;
    }

    private byte[] sealed(String id, byte[] body) {
        try {
            return keys.wrap(body, name(id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what Creem told cannot be encrypted", e);
        }
    }

    private static String name(String id) {
        return "creem-event/" + id;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
