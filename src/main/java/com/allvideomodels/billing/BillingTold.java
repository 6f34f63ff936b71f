package com.allvideomodels.billing;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What somebody set out to buy, paid, and got back. */
@Component
class BillingTold implements PersonalDataHolder {

    private final PersonalDataSets sets;
    private final EventsTold events;

    BillingTold(PersonalDataSets sets, EventsTold events) {
        this.sets = sets;
        this.events = events;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("payments", "payment", """
                        select id, payer, transaction_id, kind, product, credits, order_id, checkout_id, subscription_id, customer_id,
                          net, tax, charged, currency, country, refunded, taken_back, paid_at
                        from payment where payer = :person
                        """, "payment").startingAt("paid_at"),
                sets.of("refunds", "payment", """
                        select r.id, r.transaction_id, r.amount, r.status, r.settled, r.told_at
                        from refund r join payment p on p.transaction_id = r.transaction_id where p.payer = :person
                        """, "refund").startingAt("told_at"),
                sets.of("disputes", "payment", """
                        select d.id, d.transaction_id, d.amount, d.told_at
                        from dispute d join payment p on p.transaction_id = d.transaction_id where p.payer = :person
                        """, "dispute").startingAt("told_at"),
                sets.of("refund-orders", "payment", """
                        select o.id, o.transaction_id, o.amount, o.reason, o.state, o.answer, o.ordered_at, o.ended_at
                        from refund_order o join payment p on p.transaction_id = o.transaction_id where p.payer = :person
                        """, "refund_order").startingAt("ordered_at"),
                sets.of("credit-gifts", "credit-gift", """
                        select id, account_id, credits, lapses_at, reason, ordered_at, given_at, withdrawn_at
                        from credit_gift where account_id = :person
                        """, "credit_gift"),
                sets.of("payment-flags", "payment-flag", """
                        select id, account_id, payment_id, signal, raised_at, cleared_at, reason
                        from payment_flag where account_id = :person
                        """, "payment_flag").startingAt("raised_at"),
                sets.of("purchases-begun", "checkout", """
                        select id, account_id, product, mode, price, currency, credits, state, creem_id, asked_at, ended_at
                        from checkout where account_id = :person
                        """, "checkout").startingAt("asked_at"),
                sets.of("plans", "plan", """
                        select id, account_id, plan, status, customer_id, period_start, period_end, as_of, begun_at, ended_at
                        from subscription where account_id = :person
                        """, "subscription"),
                sets.of("payments-found", "plan", """
                        select event_id, account_id, reason, proposed_at, confirmed_at from payer_proposal where account_id = :person
                        """, "payer_proposal"),
                sets.of("customer-numbers", "plan", """
                        select customer_id, account_id, since from creem_customer where account_id = :person
                        """, "creem_customer"),
                events);
    }
}
