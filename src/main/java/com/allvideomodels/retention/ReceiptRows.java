package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The chain of receipts in the database. */
@Repository
class ReceiptRows {

    private final JdbcClient sql;
    private final RetentionPolicy policy;

    ReceiptRows(JdbcClient sql, RetentionPolicy policy) {
        this.sql = sql;
        this.policy = policy;
    }

    /** The last link: of number 0 before the first. */
    record Head(long number, String hash) {}

    Head head() {
        return sql.sql("select number, hash from receipt_head")
                .query((row, number) -> new Head(row.getLong("number"), row.getString("hash")))
                .single();
    }

    /** Destructions that are confirmed and have no receipt, in their order. */
    List<ReceiptText.Gone> waiting(long after, int most) {
        return sql.sql("""
                select * from destruction where bytes_gone_at is not null and receipt_at is null and number > :after
                order by number limit :most
                """)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> gone(row))
                .list();
    }

    private ReceiptText.Gone gone(ResultSet row) throws SQLException {
        Array keys = row.getArray("object_keys");
        String dataClass = row.getString("data_class");
        return new ReceiptText.Gone(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getObject("item", UUID.class),
                dataClass,
                policy.rule(dataClass).clause(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Cause.valueOf(row.getString("cause")),
                List.of((String[]) keys.getArray()));
    }

    /**
     * Adds links to the chain, if it still ends where they begin.
     *
     * @return whether it did; if not, somebody was faster and nothing is added
     */
    @Transactional
    boolean add(Head expected, List<Receipt> receipts, Instant now) {
        Receipt last = receipts.getLast();
        int moved = sql.sql(
                        "update receipt_head set number = :number, hash = :hash where number = :expected and hash = :previous")
                .param("number", last.number())
                .param("hash", last.hash())
                .param("expected", expected.number())
                .param("previous", expected.hash())
                .update();
        if (moved == 0) {
            return false;
        }
        insert(receipts, now);
        return true;
    }

    private void insert(List<Receipt> receipts, Instant now) {
        // The owner is asked now: an erasure may have detached it since.
        sql.sql("""
                with told as (
                  update destruction set receipt_at = :now
                  where item = any(:items) and (item, data_class) in (select * from unnest(cast(:items as uuid[]), cast(:classes as text[])))
                  returning item, data_class, owner)
                insert into receipt (number, id, item, data_class, owner, at, body, signature, hash)
                select number, id, item, data_class, owner, :now, body, signature, hash
                from unnest(cast(:numbers as bigint[]), cast(:ids as uuid[]), cast(:items as uuid[]), cast(:classes as text[]),
                            cast(:bodies as text[]), cast(:signatures as text[]), cast(:hashes as text[]))
                       as link(number, id, item, data_class, body, signature, hash)
                left join told using (item, data_class)
                """)
                .param("now", HoldRows.utc(now))
                .param("numbers", array(receipts, Receipt::number, Long[]::new))
                .param("ids", array(receipts, Receipt::id, UUID[]::new))
                .param("items", array(receipts, Receipt::item, UUID[]::new))
                .param("classes", array(receipts, Receipt::dataClass, String[]::new))
                .param("bodies", array(receipts, Receipt::body, String[]::new))
                .param("signatures", array(receipts, Receipt::signature, String[]::new))
                .param("hashes", array(receipts, Receipt::hash, String[]::new))
                .update();
    }

    private static <T> T[] array(List<Receipt> all, Function<Receipt, T> of, IntFunction<T[]> array) {
        return all.stream().map(of).toArray(array);
    }

    /** Newest first. */
    List<Receipt> of(AccountId owner, long before, int most) {
        return sql.sql("""
                select * from receipt where owner = :owner and number < :before order by number desc limit :most
                """)
                .param("owner", owner.value())
                .param("before", before)
                .param("most", most)
                .query((row, number) -> receipt(row))
                .list();
    }

    Optional<Receipt> find(UUID id) {
        return sql.sql("select * from receipt where id = :id")
                .param("id", id)
                .query((row, number) -> receipt(row))
                .optional();
    }

    /** For whom it was about, one of their things that is gone. */
    Optional<Receipt> of(AccountId owner, UUID item) {
        return sql.sql("select * from receipt where owner = :owner and item = :item")
                .param("owner", owner.value())
                .param("item", item)
                .query((row, number) -> receipt(row))
                .optional();
    }

    /** Whether our chain has this link at this place; nothing where it is no longer, or not yet, kept. */
    Optional<Boolean> hasLink(long number, String hash) {
        return sql.sql("select hash = :hash from receipt where number = :number")
                .param("hash", hash)
                .param("number", number)
                .query(Boolean.class)
                .optional();
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                row.getObject("item", UUID.class),
                row.getString("data_class"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("body"),
                row.getString("signature"));
    }
}
