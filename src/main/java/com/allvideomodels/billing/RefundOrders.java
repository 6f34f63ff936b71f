package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Money that staff send back, and how far each is. */
@Repository
class RefundOrders {

    private final JdbcClient sql;

    RefundOrders(JdbcClient sql) {
        this.sql = sql;
    }

    /** How far it is; the message {@code payment.refund.state.NAME} says it. */
    enum State {
        /** Nobody knows whether Creem heard of it; it is not asked again. */
        ASKED,
        /** Creem did, and the money is not back yet. */
        UNDER_WAY,
        DONE,
        /** The money is not back and will not be; it may be ordered anew. */
        FAILED;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        boolean isFinal() {
            return this == DONE || this == FAILED;
        }
    }

    /**
     * @param amount that was left when it was ordered, in minor units
     * @param answer Creem's word, or ours where it had none; {@code null} as long as there is none
     */
    record Order(
            UUID id,
            String transaction,
            long amount,
            String reason,
            State state,
            @Nullable String answer,
            AccountId by,
            OffsetDateTime at,
            int looks) {

        /** Whether somebody may say that nothing comes of it any more. */
        public boolean closable(Instant now) {
            return !state.isFinal() && at.toInstant().plus(Duration.ofDays(1)).isBefore(now);
        }
    }

    /** @return whether none of this payment is on its way or done */
    boolean add(UUID id, String transaction, long amount, String reason, AccountId by, Instant now, Instant lookAt) {
        return sql.sql("""
                insert into refund_order (id, transaction_id, amount, reason, state, ordered_by, ordered_at, look_at)
                values (:id, :transaction, :amount, :reason, 'asked', :by, :now, :look) on conflict do nothing
                """)
                        .param("id", id)
                        .param("transaction", transaction)
                        .param("amount", amount)
                        .param("reason", reason)
                        .param("by", by.value())
                        .param("now", utc(now))
                        .param("look", utc(lookAt))
                        .update()
                == 1;
    }

    /** What Creem answered. It is looked at soon. */
    void heard(UUID id, String answer, Instant lookAt) {
        sql.sql("""
                update refund_order set state = 'under-way', answer = :answer, look_at = :look
                where id = :id and state in ('asked', 'under-way')
                """)
                .param("answer", answer)
                .param("look", utc(lookAt))
                .param("id", id)
                .update();
    }

    /** @param answer {@code null} leaves the last one @return whether it had not ended */
    boolean end(UUID id, State how, @Nullable String answer, Instant now) {
        return sql.sql("""
                update refund_order set state = :state, answer = coalesce(:answer, answer), ended_at = :now, look_at = null
                where id = :id and ended_at is null
                """)
                        .param("state", how.word())
                        .param("answer", answer)
                        .param("now", utc(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The one that should have been looked at first; nobody else gets it for {@code lease}. */
    Optional<Order> claim(Instant now, Duration lease) {
        return sql.sql("""
                update refund_order set look_at = :until, looks = looks + 1
                where id = (
                  select id from refund_order where look_at <= :now order by look_at limit 1 for update skip locked)
                returning *
                """)
                .param("until", utc(now.plus(lease)))
                .param("now", utc(now))
                .query(RefundOrders::order)
                .optional();
    }

    void lookAgain(UUID id, Instant at) {
        sql.sql("update refund_order set look_at = :at where id = :id and ended_at is null")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    /** The newest first. */
    List<Order> of(String transaction) {
        return sql.sql("select * from refund_order where transaction_id = :transaction order by ordered_at desc, id")
                .param("transaction", transaction)
                .query(RefundOrders::order)
                .list();
    }

    /** How many have waited for an end since before then. */
    long openSince(Instant before) {
        return sql.sql("select count(*) from refund_order where look_at is not null and ordered_at < :before")
                .param("before", utc(before))
                .query(Long.class)
                .single();
    }

    private static Order order(ResultSet row, int number) throws SQLException {
        return new Order(
                row.getObject("id", UUID.class),
                row.getString("transaction_id"),
                row.getLong("amount"),
                row.getString("reason"),
                State.of(row.getString("state")),
                row.getString("answer"),
                new AccountId(row.getObject("ordered_by", UUID.class)),
                row.getObject("ordered_at", OffsetDateTime.class),
                row.getInt("looks"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
