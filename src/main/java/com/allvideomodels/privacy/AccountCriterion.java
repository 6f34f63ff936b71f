package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question by which accounts are found that something concerns; one bean for each, in the module that owns the rows it asks. It is asked
 * page by page, so that no answer is longer than memory, and only reads. {@link AccountQuestion} makes one of SQL.
 */
public interface AccountCriterion {

    /** Every account whose address was confirmed and that was there at the end of the span; asks for no choice. */
    String ALL = "all";

    /** In lower case, unique: {@code sign-ins}. The message {@code incident.criterion.KEY} says it in words. */
    String key();

    /** What has to be chosen besides the span; empty where nothing has. */
    default List<String> choices() {
        return List.of();
    }

    /**
     * Accounts it concerns, ascending by their numbers as the database orders them.
     *
     * @param from included
     * @param to excluded
     * @param choice one of {@link #choices}; empty where there are none
     * @param after the last of the page before; nothing for the first
     * @param most positive; fewer come where nothing is left
     */
    List<AccountId> find(Instant from, Instant to, String choice, @Nullable AccountId after, int most);
}
