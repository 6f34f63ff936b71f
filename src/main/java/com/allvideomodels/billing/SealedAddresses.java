package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeys;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Billing addresses, each sealed by the master key and bound to its account (clause security.at-rest). */
@Repository
class SealedAddresses {

    private final JdbcClient sql;
    private final MasterKeys keys;
    private final JsonMapper json;
    private final Accounts accounts;

    SealedAddresses(JdbcClient sql, MasterKeys keys, JsonMapper json, Accounts accounts) {
        this.accounts = accounts;
        this.sql = sql;
        this.keys = keys;
        this.json = json;
    }

    Optional<BillingAddress> of(AccountId who) {
        return sql.sql("select address from billing_address where account_id = :who")
                .param("who", who.value())
                .query(byte[].class)
                .optional()
                .map(bytes -> opened(bytes, who));
    }

    /** In the place of the one before; nothing where the account is gone. */
    @Transactional
    public void keep(AccountId who, BillingAddress address, Instant now) {
        if (!accounts.keep(who)) {
            return;
        }
        sql.sql("""
                insert into billing_address (account_id, address, written_at) values (:who, :sealed, :now)
                on conflict (account_id) do update set address = :sealed, written_at = :now
                """)
                .param("who", who.value())
                .param("sealed", sealed(address, who))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Receipts of earlier payments keep theirs. */
    void remove(AccountId who) {
        sql.sql("delete from billing_address where account_id = :who")
                .param("who", who.value())
                .update();
    }

    /** In the transaction of the payment: what changes later is no part of its receipt. */
    @EventListener
    void on(PaymentReceived paid) {
        sql.sql("""
                insert into receipt_address (payment_id, account_id, address, paid_at)
                select p.id, a.account_id, a.address, p.paid_at from payment p join billing_address a on a.account_id = p.payer
                where p.id = :payment
                on conflict (payment_id) do nothing
                """).param("payment", paid.payment()).update();
    }

    Optional<BillingAddress> onReceipt(AccountId who, UUID payment) {
        return sql.sql("select address from receipt_address where payment_id = :payment and account_id = :who")
                .param("payment", payment)
                .param("who", who.value())
                .query(byte[].class)
                .optional()
                .map(bytes -> opened(bytes, who));
    }

    private BillingAddress opened(byte[] bytes, AccountId who) {
        try {
            return json.readValue(keys.unwrap(bytes, boundTo(who)), BillingAddress.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a billing address cannot be decrypted", e);
        }
    }

    private byte[] sealed(BillingAddress address, AccountId who) {
        try {
            return keys.wrap(json.writeValueAsBytes(address), boundTo(who));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a billing address cannot be encrypted", e);
        }
    }

    private static String boundTo(AccountId who) {
        return "billing-address/" + who;
    }
}
