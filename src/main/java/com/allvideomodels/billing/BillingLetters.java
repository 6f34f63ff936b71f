package com.allvideomodels.billing;

import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.retention.RetentionPolicy.Words;
import com.allvideomodels.web.Operator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What people are told of money by letter. Written in the transaction in which it happens, so each is written exactly once; none says more
 * than what it is about, and an address stands on the page alone.
 */
@Component
class BillingLetters {

    private final PaymentHistory history;
    private final Subscriptions subscriptions;
    private final Plans plans;
    private final Mailer mailer;
    private final Operator operator;

    BillingLetters(PaymentHistory history, Subscriptions subscriptions, Plans plans, Mailer mailer, Operator operator) {
        this.history = history;
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.mailer = mailer;
        this.operator = operator;
    }

    @EventListener
    void on(PaymentReceived received) {
        history.find(received.payer(), received.payment())
                .ifPresent(line -> mailer.write(received.payer(), receipt(line)));
    }

    private Letter receipt(PaymentHistory.Line line) {
        Words product = line.product();
        return Letters.paymentReceived(receiptPage(line), product.en(), product.chinese(), line.credits());
    }

    /** A payment that is nobody's any more tells nobody. */
    @EventListener
    void on(PaymentReturned returned) {
        history.find(returned.payer(), returned.payment())
                .ifPresent(line -> mailer.write(
                        returned.payer(),
                        Letters.paymentReturned(
                                receiptPage(line),
                                line.product().en(),
                                line.product().chinese(),
                                line.takenBack(),
                                line.owed())));
    }

    private String receiptPage(PaymentHistory.Line line) {
        return operator.address("/billing/payments/" + line.id());
    }

    @EventListener
    void on(PlanStood stood) {
        Words name = plans.find(stood.plan()).map(Product::name).orElseGet(() -> new Words(stood.plan(), stood.plan()));
        switch (stood.standing()) {
            case FAILING -> {
                if (subscriptions.warn(stood.subscription())) {
                    mailer.write(
                            stood.owner(),
                            Letters.planPaymentFailed(operator.address("/billing"), name.en(), name.chinese()));
                }
            }
            case ENDED ->
                mailer.write(stood.owner(), Letters.planEnded(operator.address("/billing"), name.en(), name.chinese()));
            case ACTIVE -> {
                if (stood.hasBegun() && subscriptions.renewing(stood.owner()).size() > 1) {
                    mailer.write(
                            stood.owner(),
                            Letters.severalPlans(operator.address("/billing"), name.en(), name.chinese()));
                }
            }
            case ENDING, PAUSED, UNCLEAR -> {}
        }
    }
}
