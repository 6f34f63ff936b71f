package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.web.StaffSearch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments as staff read them, the newest first, in pages cut by places and not by offsets. */
@Repository
class PaymentBooks {

    static final int PAGE = 50;

    /** Each payment with what became of it. */
    private static final String ALL = """
            select p.*, greatest(p.refunded, sent.settled) as back, greatest(p.refunded, sent.settled + taken.amount) as gone,
              taken.disputed, p.due - p.taken_back as owed,
              exists (select 1 from payment_flag f where f.payment_id = p.id and f.cleared_at is null) as flagged
            from payment p cross join lateral (
              select coalesce(sum(r.amount), 0) as settled from refund r
              where r.transaction_id = p.transaction_id and r.settled) sent
            cross join lateral (
              select coalesce(sum(d.amount), 0) as amount, count(*) > 0 as disputed from dispute d
              where d.transaction_id = p.transaction_id) taken
            """;

    private final JdbcClient sql;

    PaymentBooks(JdbcClient sql) {
        this.sql = sql;
    }

    /** Which of them. */
    enum Shelf {
        ALL("true"),
        REFUNDED("back > 0"),
        DISPUTED("disputed"),
        OWED("owed > 0"),
        FLAGGED("flagged");

        private final String which;

        Shelf(String which) {
            this.which = which;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Shelf of(String key) {
            return Arrays.stream(values())
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    /**
     * @param words a name of Creem's or ours, whole; empty for any
     * @return one more than a page where there are more
     */
    List<PaymentLine> page(Shelf shelf, String words, Optional<Keyset> after) {
        List<String> conditions = new ArrayList<>(List.of(shelf.which));
        if (!words.isEmpty()) {
            conditions.add(
                    StaffSearch.id(words).isPresent()
                            ? "(id = cast(:words as uuid) or payer = cast(:words as uuid))"
                            : ":words in (transaction_id, order_id, subscription_id, customer_id, checkout_id)");
        }
        if (after.isPresent()) {
            conditions.add("(paid_at, id) < (:at, :id)");
        }
        var query = sql.sql("select * from (" + ALL + ") one where " + String.join(" and ", conditions)
                + " order by paid_at desc, id desc limit " + (PAGE + 1));
        if (!words.isEmpty()) {
            query = query.param("words", words);
        }
        if (after.isPresent()) {
            query = query.param("at", utc(after.get().at()))
                    .param("id", after.get().id());
        }
        return query.query(PaymentBooks::line).list();
    }

    Optional<PaymentLine> find(UUID id) {
        return sql.sql("select * from (" + ALL + ") one where id = :id")
                .param("id", id)
                .query(PaymentBooks::line)
                .optional();
    }

    /** Of how many credits are owed. */
    long owing() {
        return sql.sql("select count(*) from payment where due > taken_back")
                .query(Long.class)
                .single();
    }

    /** A refund or a dispute, as Creem told it. */
    record Returned(String id, boolean dispute, long amount, String status, OffsetDateTime toldAt) {}

    List<Returned> returned(String transaction) {
        return sql.sql("""
                select id, false as dispute, amount, status, told_at from refund where transaction_id = :transaction
                union all select id, true, amount, 'disputed', told_at from dispute where transaction_id = :transaction
                order by told_at, id
                """)
                .param("transaction", transaction)
                .query((row, number) -> new Returned(
                        row.getString("id"),
                        row.getBoolean("dispute"),
                        row.getLong("amount"),
                        row.getString("status"),
                        row.getObject("told_at", OffsetDateTime.class)))
                .list();
    }

    private static PaymentLine line(ResultSet row, int number) throws SQLException {
        return new PaymentLine(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("payer", UUID.class)),
                row.getObject("ended_payer_at") != null,
                row.getString("transaction_id"),
                row.getString("order_id"),
                row.getString("checkout_id"),
                row.getString("subscription_id"),
                row.getString("customer_id"),
                row.getString("product"),
                new Credits(row.getLong("credits")),
                money(row, "net"),
                money(row, "tax"),
                money(row, "charged"),
                row.getString("country"),
                row.getLong("back"),
                row.getLong("gone"),
                row.getBoolean("disputed"),
                new Credits(row.getLong("taken_back")),
                new Credits(row.getLong("owed")),
                row.getInt("clawbacks"),
                row.getBoolean("flagged"),
                row.getObject("paid_at", OffsetDateTime.class));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        Long minor = row.getObject(column, Long.class);
        return minor == null ? null : Money.of(minor, row.getString("currency"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
