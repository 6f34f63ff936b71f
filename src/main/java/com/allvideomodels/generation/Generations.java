package com.allvideomodels.generation;

import com.allvideomodels.credits.SpendingPeriod;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.Quote.Violation;
import java.util.List;

/** The main job: asking for videos and stopping them. */
public interface Generations {

    /**
     * Takes all of the orders or none, in one transaction: the price is frozen, the credits are held, the rows are queued. An
     * order whose client key was taken before is answered with the generation it became.
     */
    Requested request(AccountId who, List<Order> orders);

    /** Asks to stop a generation of this person; what becomes of it shows on its page. Stopping twice changes nothing. */
    void cancel(AccountId who, GenerationId id);

    /** How a request ended. Nothing is charged and nothing changes unless it was accepted. */
    sealed interface Requested {

        /** In the order of the orders. */
        record Accepted(List<GenerationId> ids) implements Requested {}

        /** @param order the index of the order the violations belong to */
        record Refused(int order, List<Violation> violations) implements Requested {}

        /** Together they cost more than can be spent. */
        record Short(Credits available, Credits wanted) implements Requested {}

        /** It is more than a cap of the person's own leaves. @param wanted by all of the orders together */
        record Capped(SpendingPeriod period, Credits cap, Credits used, Credits wanted) implements Requested {}

        /** The person stopped all spending. */
        record Stopped() implements Requested {}

        /** What they wrote may not be made into a video. */
        record Blocked() implements Requested {}

        /** What they wrote could not be screened now, so nothing is made of it. */
        record Unscreened() implements Requested {}

        /** The price is another than the one agreed to. */
        record Repriced(int order, Credits now) implements Requested {}

        /** The person has not agreed to this provider's terms. */
        record ConsentMissing(Provider provider) implements Requested {}

        /** The provider has no key, or its circuit is open. */
        record Unavailable(Provider provider) implements Requested {}

        /** The person's data may only be stored for now. */
        record Restricted() implements Requested {}

        /** A client key was used before for another order. */
        record Conflict() implements Requested {}
    }
}
