package com.allvideomodels.billing;

import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.Product.Plan;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.References;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.Money;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Payments of plans that were never told: the list of payments names them, and the plan as it is now says whose they are. */
@Component
class UntoldPayments {

    private final News news;
    private final Plans plans;
    private final InstantSource clock;

    UntoldPayments(News news, Plans plans, InstantSource clock) {
        this.news = news;
        this.plans = plans;
        this.clock = clock;
    }

    /** How the plan stands, where that can be read. */
    Optional<Stands> stands(JsonNode subscription) {
        return switch (news.read("subscription.update", subscription, clock.instant())) {
            case Reading.Understood understood ->
                understood.told().stream()
                        .flatMap(one -> one instanceof Stands stands ? Stream.of(stands) : Stream.empty())
                        .findFirst();
            case Reading.Unclear unclear -> Optional.empty();
        };
    }

    /** A payment of this plan. */
    Paid paid(Transaction one, Stands now) {
        return new Paid(
                one.id(),
                plan(now.plan(), one.amounts().net()),
                now.owner(),
                1,
                one.amounts(),
                new References(one.order(), null, one.subscription(), one.customer()),
                one.at());
    }

    /**
     * Somebody may have another plan by now than the one that was paid: the price says which. Where it says nothing, because of a discount
     * or a tax that is included, it is the one of now.
     */
    private Plan plan(Plan now, Money net) {
        List<Plan> same = plans.offered().stream()
                .filter(Plan.class::isInstance)
                .map(Plan.class::cast)
                .filter(one -> one.price().equals(net))
                .toList();
        return same.size() != 1 || now.price().equals(net) ? now : same.getFirst();
    }
}
