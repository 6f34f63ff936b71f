package com.allvideomodels.billing;

import static java.util.stream.Collectors.toSet;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** States of plans that were never told. Creem lists plans for ever, also those of people who are gone; these cost next to nothing. */
@Component
class UntoldPlans {

    private final UntoldPayments untold;
    private final Subscriptions subscriptions;
    private final Accounts accounts;
    private final Facts facts;
    private final TransactionTemplate transaction;

    UntoldPlans(
            UntoldPayments untold,
            Subscriptions subscriptions,
            Accounts accounts,
            Facts facts,
            TransactionTemplate transaction) {
        this.untold = untold;
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.facts = facts;
        this.transaction = transaction;
    }

    /** @param plans a page of them as Creem lists them */
    void makeTrue(JsonNode plans) {
        List<Stands> news = news(plans.valueStream()
                .flatMap(plan -> untold.stands(plan).stream())
                .toList());
        Set<AccountId> there =
                accounts.existing(news.stream().map(Stands::owner).collect(toSet()));
        news.stream()
                .filter(one -> there.contains(one.owner()))
                .forEach(one -> transaction.executeWithoutResult(status -> facts.make(List.of(one))));
    }

    /** Those of which nothing is known, or only something older. */
    private List<Stands> news(List<Stands> some) {
        Map<String, Instant> known =
                subscriptions.asOf(some.stream().map(Stands::subscription).toList());
        return some.stream()
                .filter(one ->
                        known.getOrDefault(one.subscription(), Instant.MIN).isBefore(one.asOf()))
                .toList();
    }
}
