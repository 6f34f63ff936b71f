package com.allvideomodels.billing;

import static java.util.stream.Collectors.toMap;

import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments and their money, by their transactions. */
@Repository
class PaymentRows {

    private static final String PAYMENT = """
            select p.*, exists (select 1 from dispute d where d.transaction_id = p.transaction_id) as disputed,
              (select coalesce(sum(r.amount), 0) from refund r
                where r.transaction_id = p.transaction_id and r.settled) as settled
            from payment p
            """;

    static final String KNOWN = PAYMENT + "where p.transaction_id = any(:transactions)";

    static final String BETWEEN = "select transaction_id from payment where paid_at between :first and :last";

    static final String WITHOUT_AMOUNTS = """
            select transaction_id from payment where charged is null and paid_at > :after order by paid_at desc limit :most
            """;

    private final JdbcClient sql;

    PaymentRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Makes all that is told of one transaction wait for the end of this one. A lock on its row would not do: a refund may be told while
     * the payment is being written, and then neither would see the other.
     */
    void alone(String transaction) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended('payment/' || :transaction, 0))")
                .param("transaction", transaction)
                .query(rows -> {});
    }

    /** @return whether it was not there */
    boolean add(Paid paid) {
        return sql.sql("""
                insert into payment (id, payer, transaction_id, kind, product, credits, order_id, checkout_id, subscription_id,
                  customer_id, paid_at)
                values (:id, :payer, :transaction, :kind, :product, :credits, :order, :checkout, :subscription, :customer, :at)
                on conflict (transaction_id) do nothing
                """)
                        .param("id", UUID.randomUUID())
                        .param("payer", paid.payer().value())
                        .param("transaction", paid.transaction())
                        .param("kind", paid.product() instanceof Product.Pack ? "pack" : "plan")
                        .param("product", paid.product().id())
                        .param(
                                "credits",
                                Math.multiplyExact(paid.product().credits().amount(), (long) paid.units()))
                        .param("order", paid.references().order())
                        .param("checkout", paid.references().checkout())
                        .param("subscription", paid.references().subscription())
                        .param("customer", paid.references().customer())
                        .param("at", utc(paid.at()))
                        .update()
                == 1;
    }

    /** The first that are told count; Creem does not change them. @return whether they were not known */
    boolean amounts(String transaction, Amounts amounts) {
        return sql.sql("""
                update payment set net = :net, tax = :tax, charged = :charged, currency = :currency, country = :country
                where transaction_id = :transaction and charged is null
                """)
                        .param("net", amounts.net().minor())
                        .param("tax", amounts.tax().minor())
                        .param("charged", amounts.charged().minor())
                        .param("currency", amounts.charged().currency().getCurrencyCode())
                        .param("country", amounts.country())
                        .param("transaction", transaction)
                        .update()
                == 1;
    }

    /** What Creem says has gone back of it in all; never less than before. */
    void refunded(String transaction, long amount) {
        sql.sql("""
                update payment set refunded = greatest(refunded, least(:amount, coalesce(charged, :amount)))
                where transaction_id = :transaction
                """).param("amount", amount).param("transaction", transaction).update();
    }

    Optional<Payment> lock(String transaction) {
        return find(transaction, " for update");
    }

    Optional<Payment> find(String transaction) {
        return find(transaction, "");
    }

    private Optional<Payment> find(String transaction, String lock) {
        return sql.sql(PAYMENT + "where p.transaction_id = :transaction" + (lock.isEmpty() ? "" : lock + " of p"))
                .param("transaction", transaction)
                .query((row, number) -> payment(row))
                .optional();
    }

    /** Those of these transactions that are known here, by transaction. */
    Map<String, Payment> find(Collection<String> transactions) {
        return sql
                .sql(KNOWN)
                .param("transactions", transactions.toArray(String[]::new))
                .query((row, number) -> payment(row))
                .list()
                .stream()
                .collect(toMap(Payment::transaction, one -> one));
    }

    /** Paid from then until then, both included: the transactions. */
    List<String> between(Instant first, Instant last) {
        return sql.sql(BETWEEN)
                .param("first", utc(first))
                .param("last", utc(last))
                .query(String.class)
                .list();
    }

    /** Of which Creem has not said yet what was charged: the transactions, newest first. */
    List<String> withoutAmounts(Instant after, int most) {
        return sql.sql(WITHOUT_AMOUNTS)
                .param("after", utc(after))
                .param("most", most)
                .query(String.class)
                .list();
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("payer", UUID.class)),
                row.getString("transaction_id"),
                new Credits(row.getLong("credits")),
                row.getObject("charged", Long.class),
                row.getLong("refunded"),
                row.getLong("settled"),
                row.getBoolean("disputed"),
                row.getLong("due"),
                row.getLong("taken_back"),
                row.getInt("clawbacks"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
