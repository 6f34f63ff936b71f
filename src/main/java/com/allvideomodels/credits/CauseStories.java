package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.MessageSourceResolvable;

/** What became of the things that entries of the ledger are for; answered by the module that owns such things. */
public interface CauseStories {

    /** The {@link Cause#kind()} it can tell of. */
    String kind();

    /**
     * In words, by {@link Cause#reference()}. What it does not know, or what is not this owner's, is left out.
     *
     * @param references of this kind, at most a page of them
     */
    Map<String, MessageSourceResolvable> told(AccountId owner, Collection<String> references);
}
