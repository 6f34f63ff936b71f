package com.allvideomodels.billing;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What somebody set out to buy, paid, and got back. */
@Component
class BillingTold implements PersonalDataHolder {

    private final PersonalDataSets sets;
    private final CreemEvents events;
    private final SealedAddresses addresses;
    private final JsonMapper json;

    BillingTold(PersonalDataSets sets, CreemEvents events, SealedAddresses addresses, JsonMapper json) {
        this.sets = sets;
        this.events = events;
        this.addresses = addresses;
        this.json = json;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("payments", "payment", """
                        select id, payer, transaction_id, kind, product, credits, order_id, checkout_id, subscription_id, customer_id,
                          net, tax, charged, currency, country, refunded, due, taken_back, paid_at
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
                sets.of("plans-to-end", "plan", """
                        select account_id, closed_at from plan_ending where account_id = :person
                        """, "plan_ending"),
                billingAddress(),
                addressesOnReceipts(),
                whatCreemTold());
    }

    private PersonalDataSet billingAddress() {
        var rows = sets.of("billing-address", "billing-address", """
                select account_id, written_at from billing_address where account_id = :person
                """, "billing_address");
        return new OpenedRows(
                rows,
                "address",
                (person, key) ->
                        addresses.of(person).map(json::writeValueAsString).orElse(null));
    }

    private PersonalDataSet addressesOnReceipts() {
        var rows = sets.of("addresses-on-receipts", "receipt-address", """
                select payment_id, account_id, paid_at from receipt_address where account_id = :person
                """, "receipt_address")
                .startingAt("paid_at");
        return new OpenedRows(
                rows,
                "address",
                (person, key) -> addresses
                        .onReceipt(person, UUID.fromString(key))
                        .map(json::writeValueAsString)
                        .orElse(null));
    }

    /** In the very words in which it came. */
    private PersonalDataSet whatCreemTold() {
        var rows =
                sets.of("what-creem-told", "payment-news", """
                select id, account_id, type, received_at, state, outcome
                from creem_event where account_id = :person and body is not null
                """, "creem_event").startingAt("received_at");
        return new OpenedRows(rows, "body", (person, key) -> new String(events.body(key), StandardCharsets.UTF_8));
    }
}
