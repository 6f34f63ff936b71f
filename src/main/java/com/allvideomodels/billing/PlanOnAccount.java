package com.allvideomodels.billing;

import com.allvideomodels.account.SubscriptionStatus;
import com.allvideomodels.billing.Subscriptions.Subscription;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PersonFacts;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** That somebody has a plan, where their account says so, and how it stands in the words of Creem, where staff help them. */
@Component
class PlanOnAccount implements PersonFacts {

    private final Subscriptions subscriptions;
    private final SubscriptionStatus status;

    PlanOnAccount(Subscriptions subscriptions, SubscriptionStatus status) {
        this.subscriptions = subscriptions;
        this.status = status;
    }

    /** Of several plans one that goes on counts. */
    @EventListener
    void on(PlanStood stood) {
        status.now(
                stood.owner(),
                subscriptions.of(stood.owner()).filter(Subscription::goesOn).isPresent());
    }

    @Override
    public List<Fact> about(AccountId person) {
        return subscriptions.of(person).stream()
                .map(plan -> Fact.of("billing.fact.plan", plan.plan() + ", " + plan.word()))
                .toList();
    }
}
