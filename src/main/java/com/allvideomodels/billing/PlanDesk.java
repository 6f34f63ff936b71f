package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.billing.Subscriptions.Subscription;
import com.allvideomodels.billing.Told.Standing;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Ends plans, takes them up again, and changes them. What a plan is afterwards is what Creem answers, never a guess; where the answer was
 * lost nothing is asked twice, but the plan is read again (contract, Idempotency). Never within a transaction.
 */
@Component
@Transactional(propagation = Propagation.NEVER)
class PlanDesk {

    private static final Logger LOG = LoggerFactory.getLogger(PlanDesk.class);

    private final Subscriptions subscriptions;
    private final CreemApi creem;
    private final News news;
    private final Facts facts;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    PlanDesk(
            Subscriptions subscriptions,
            CreemApi creem,
            News news,
            Facts facts,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.creem = creem;
        this.news = news;
        this.facts = facts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of a wish. */
    enum Result {
        DONE,
        /** It was so before; nothing was asked. */
        ALREADY,
        /** It cannot be done with a plan that stands so, or there is none; nothing was asked. */
        UNFIT,
        /** Creem could not be asked; nothing has changed. */
        NOT_NOW,
        /** Creem was asked and did not do it. */
        REFUSED,
        /** Creem was asked, and nobody can say what it did. */
        UNKNOWN
    }

    /** With the period that is paid; one that no payment covers, at once. */
    public Result end(Subscription plan) {
        return bring(plan, one -> !one.renews(), this::askToEnd);
    }

    private Outcome askToEnd(Subscription plan) {
        return switch (plan.standing()) {
            case FAILING, PAUSED -> creem.cancelNow(plan.id());
            case ACTIVE, UNCLEAR, ENDING, ENDED -> creem.cancel(plan.id());
        };
    }

    /** One that is about to end, or rests, goes on. */
    public Result resume(Subscription plan) {
        return switch (plan.standing()) {
            case ACTIVE -> Result.ALREADY;
            case ENDING, PAUSED -> bring(plan, one -> one.standing() == Standing.ACTIVE, one -> creem.resume(one.id()));
            case FAILING, UNCLEAR, ENDED -> Result.UNFIT;
        };
    }

    /** With the next period; nothing is paid or given before. */
    public Result change(Subscription plan, Product.Plan wanted) {
        Predicate<Subscription> isIt = one -> one.plan().equals(wanted.id());
        return plan.goesOn() && (isIt.test(plan) || plan.standing() == Standing.ACTIVE)
                ? bring(plan, isIt, one -> creem.change(one.id(), wanted.atCreem()))
                : Result.UNFIT;
    }

    private Result bring(Subscription plan, Predicate<Subscription> there, Function<Subscription, Outcome> request) {
        if (there.test(plan)) {
            return Result.ALREADY;
        }
        return switch (request.apply(plan)) {
            case Outcome.Done(JsonNode answer) -> believed(plan, answer, there) ? Result.DONE : Result.UNKNOWN;
            case Outcome.NotNow later -> Result.NOT_NOW;
            case Outcome.Refused refused -> readAgain(plan, there) ? Result.ALREADY : Result.REFUSED;
            case Outcome.Unknown lost -> readAgain(plan, there) ? Result.DONE : Result.UNKNOWN;
        };
    }

    private boolean readAgain(Subscription plan, Predicate<Subscription> there) {
        return creem.subscription(plan.id()) instanceof Outcome.Done(JsonNode answer) && believed(plan, answer, there);
    }

    /** Makes true what Creem says of it now. @return whether that is what was wanted */
    private boolean believed(Subscription plan, JsonNode answer, Predicate<Subscription> there) {
        switch (news.read("subscription.update", answer, clock.instant())) {
            case Reading.Understood understood ->
                transaction.executeWithoutResult(status -> facts.make(understood.told()));
            case Reading.Unclear unclear ->
                LOG.error("What Creem answered of a plan cannot be understood ({})", unclear.why());
        }
        return subscriptions.find(plan.owner(), plan.id()).filter(there).isPresent();
    }
}
