package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Payments are kept, and the person goes out of them: a random number that is written down nowhere else takes the account's place, and what
 * names the customer at Creem goes (clause retain.payments). Everything else around paying goes whole, but not before the plan has ended at
 * Creem, or nobody would be left to end it.
 */
@Component
class BillingErasure implements ErasureStep {

    private final JdbcClient sql;
    private final LegalHolds holds;
    private final PlanEndings endings;

    BillingErasure(JdbcClient sql, LegalHolds holds, PlanEndings endings) {
        this.sql = sql;
        this.holds = holds;
        this.endings = endings;
    }

    @Override
    public String module() {
        return "billing";
    }

    /** Before the books. */
    @Override
    public int place() {
        return 15;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        if (endings.isAwaited(owner)) {
            return false;
        }
        run("delete from checkout where account_id = :owner", "checkout", "checkout.account_id", owner, now);
        run(
                "delete from billing_address where account_id = :owner",
                "billing-address",
                "billing_address.account_id",
                owner,
                now);
        run(
                "delete from receipt_address where account_id = :owner",
                "receipt-address",
                "receipt_address.account_id",
                owner,
                now);
        run("delete from plan_ending where account_id = :owner", "plan", "plan_ending.account_id", owner, now);
        run("delete from subscription where account_id = :owner", "plan", "subscription.account_id", owner, now);
        run("delete from creem_customer where account_id = :owner", "plan", "creem_customer.account_id", owner, now);
        run("delete from credit_gift where account_id = :owner", "credit-gift", "credit_gift.account_id", owner, now);
        run(
                "delete from payment_flag where account_id = :owner",
                "payment-flag",
                "payment_flag.account_id",
                owner,
                now);
        run("delete from payer_proposal where account_id = :owner", "plan", "payer_proposal.account_id", owner, now);
        run(
                "update creem_event set body = null, account_id = null where account_id = :owner",
                "payment-news",
                "creem_event.account_id",
                owner,
                now);
        if (!holds.isHeld("payment", owner, owner.value(), now)) {
            makeNobodys(owner, now);
        }
        return nothingLeft(owner);
    }

    @Override
    public boolean waits(AccountId owner) {
        return endings.isAwaited(owner);
    }

    private void run(String statement, String dataClass, String account, AccountId owner, Instant now) {
        sql.sql(statement + " and " + LegalHolds.noneOn(dataClass, account, "null::uuid"))
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void makeNobodys(AccountId owner, Instant now) {
        sql.sql("""
                update refund_order set reason = ''
                where transaction_id in (select transaction_id from payment where payer = :owner)
                """).param("owner", owner.value()).update();
        sql.sql("""
                update payment set payer = :nobody, customer_id = null, subscription_id = null, checkout_id = null, ended_payer_at = :now
                where payer = :owner
                """)
                .param("nobody", UUID.randomUUID())
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean nothingLeft(AccountId owner) {
        return sql.sql("""
                select not exists (select 1 from checkout where account_id = :owner)
                  and not exists (select 1 from billing_address where account_id = :owner)
                  and not exists (select 1 from receipt_address where account_id = :owner)
                  and not exists (select 1 from plan_ending where account_id = :owner)
                  and not exists (select 1 from subscription where account_id = :owner)
                  and not exists (select 1 from creem_customer where account_id = :owner)
                  and not exists (select 1 from creem_event where account_id = :owner)
                  and not exists (select 1 from payer_proposal where account_id = :owner)
                  and not exists (select 1 from credit_gift where account_id = :owner)
                  and not exists (select 1 from payment_flag where account_id = :owner)
                  and not exists (select 1 from payment where payer = :owner)
                """).param("owner", owner.value()).query(Boolean.class).single();
    }
}
