package com.allvideomodels.billing;

import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowDraft;
import com.allvideomodels.retention.RowRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the records of money end (clause retain.payments), and what lies around them sooner. */
@Configuration(proxyBeanMethods = false)
class BillingRules {

    @Bean
    RetentionRule endOfPayments(RowRules rows) {
        return RowRules.together(
                rows.of("payment")
                        .table("payment")
                        .id("id")
                        .owner("payer")
                        .item("id")
                        .since("paid_at")
                        .delete(),
                ofPayment(rows, "refund").since("told_at").delete(),
                ofPayment(rows, "dispute").since("told_at").delete(),
                ofPayment(rows, "refund_order").since("ordered_at").delete(),
                ofPayment(rows, "creem_event_payment")
                        .id("transaction_id, event_id")
                        .since("told_at")
                        .delete(),
                rows.of("payment").table("reconciliation").id("id").since("at").delete());
    }

    private static RowDraft ofPayment(RowRules rows, String table) {
        return rows.of("payment")
                .table(table)
                .id("id")
                .owner("(select p.payer from payment p where p.transaction_id = " + table + ".transaction_id)");
    }

    @Bean
    RetentionRule endOfCheckouts(RowRules rows) {
        return rows.of("checkout")
                .table("checkout")
                .id("id")
                .owner("account_id")
                .since("asked_at")
                .delete();
    }

    @Bean
    RetentionRule endOfPaymentFlags(RowRules rows) {
        return rows.of("payment-flag")
                .table("payment_flag")
                .id("id")
                .owner("account_id")
                .since("raised_at")
                .delete();
    }

    /** Its id stays, by which the same thing told again is known. */
    @Bean
    RetentionRule endOfWhatCreemTold(RowRules rows) {
        return rows.of("payment-news")
                .table("creem_event")
                .id("id")
                .owner("account_id")
                .when("body is not null")
                .since("received_at")
                .set("body = null, account_id = null");
    }

    /** With the payment on whose receipt it stands. */
    @Bean
    RetentionRule endOfAddressesOnReceipts(RowRules rows) {
        return rows.of("receipt-address")
                .table("receipt_address")
                .id("payment_id")
                .owner("account_id")
                .item("payment_id")
                .since("paid_at")
                .delete();
    }
}
