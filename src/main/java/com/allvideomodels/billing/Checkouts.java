package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people set out to buy: one row for each click. */
@Repository
class Checkouts {

    static final String CLAIM = """
            update checkout set look_at = :until, looks = looks + 1
            where id = any(array(
              select id from checkout where look_at <= :now order by look_at limit 1 for update skip locked))
            returning *
            """;

    private final JdbcClient sql;

    Checkouts(JdbcClient sql) {
        this.sql = sql;
    }

    /** How far it is. */
    enum State {
        /** Creem may not have heard of it; nobody can pay for it. */
        ASKED,
        /** There is a page to pay on. */
        OPEN,
        PAID,
        /** It ended without a payment. */
        OVER
    }

    /**
     * @param credits what was promised for the money
     * @param url of the page to pay on, where there is one
     */
    record Checkout(
            UUID id,
            AccountId account,
            String product,
            long credits,
            State state,
            @Nullable String creemId,
            @Nullable String url,
            int looks,
            Instant askedAt) {}

    /** One for each click: where this click was seen before, what it led to then. */
    Checkout add(AccountId account, UUID click, Product product, String mode, Instant now) {
        sql.sql("""
                insert into checkout (id, account_id, click, product, mode, price, currency, credits, state, asked_at)
                values (:id, :account, :click, :product, :mode, :price, :currency, :credits, 'asked', :now)
                on conflict (account_id, click) do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("account", account.value())
                .param("click", click)
                .param("product", product.id())
                .param("mode", mode)
                .param("price", product.price().minor())
                .param("currency", product.price().currency().getCurrencyCode())
                .param("credits", product.credits().amount())
                .param("now", utc(now))
                .update();
        return sql.sql("select * from checkout where account_id = :account and click = :click")
                .param("account", account.value())
                .param("click", click)
                .query(Checkouts::checkout)
                .single();
    }

    Optional<Checkout> find(AccountId account, UUID id) {
        return sql.sql("select * from checkout where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account.value())
                .query(Checkouts::checkout)
                .optional();
    }

    /** @return whether nobody has opened or ended it meanwhile */
    boolean open(UUID id, String creemId, String url, Instant lookAt) {
        return sql.sql("""
                update checkout set state = 'open', creem_id = :creem, url = :url, look_at = :look
                where id = :id and state = 'asked'
                """)
                        .param("creem", creemId)
                        .param("url", url)
                        .param("look", utc(lookAt))
                        .param("id", id)
                        .update()
                == 1;
    }

    void over(UUID id, Instant now) {
        sql.sql("""
                update checkout set state = 'over', ended_at = :now, look_at = null where id = :id and state in ('asked', 'open')
                """).param("now", utc(now)).param("id", id).update();
    }

    /** @return whether it was one of ours and not known to be paid */
    boolean paid(@Nullable String creemId, Instant now) {
        return sql.sql("""
                update checkout set state = 'paid', ended_at = coalesce(ended_at, :now), look_at = null
                where creem_id = :id and state <> 'paid'
                """).param("id", creemId).param("now", utc(now)).update() == 1;
    }

    /** Somebody came back from paying: it is looked at now. */
    void lookNow(UUID id, Instant now) {
        sql.sql("update checkout set look_at = least(look_at, :now) where id = :id and state = 'open'")
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    /**
     * Somebody paid at this price, and nobody knows for which: the latest that ended without a payment are looked at once more.
     *
     * @return how many
     */
    int lookAtEnded(Money price, Instant now) {
        return sql.sql("""
                update checkout set state = 'open', ended_at = null, look_at = :now
                where id in (
                  select id from checkout
                  where state = 'over' and creem_id is not null and price = :price and currency = :currency
                  order by asked_at desc limit 100)
                """)
                .param("now", utc(now))
                .param("price", price.minor())
                .param("currency", price.currency().getCurrencyCode())
                .update();
    }

    /** The one that should have been looked at first; nobody else gets it for {@code lease}. */
    Optional<Checkout> claim(Instant now, Duration lease) {
        return sql.sql(CLAIM)
                .param("until", utc(now.plus(lease)))
                .param("now", utc(now))
                .query(Checkouts::checkout)
                .optional();
    }

    void lookAgain(UUID id, Instant at) {
        sql.sql("update checkout set look_at = :at where id = :id and state = 'open'")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    private static Checkout checkout(ResultSet row, int number) throws SQLException {
        return new Checkout(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("product"),
                row.getLong("credits"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("creem_id"),
                row.getString("url"),
                row.getInt("looks"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
