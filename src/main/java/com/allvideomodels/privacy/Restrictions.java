package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;

/**
 * Whose data is stored for now and nothing else (clauses right.restriction, gdpr.restriction): nothing new is made of it, no letters but
 * essential ones, nothing is measured. Deadlines run on, and what the person asks for about their rights is done.
 */
public interface Restrictions {

    /**
     * Whether nothing but storing is allowed. Within a transaction the answer stays true to its end: a restriction that comes meanwhile
     * waits for it, and then tells of itself by {@link ProcessingRestricted}.
     */
    boolean isRestricted(AccountId who);
}
