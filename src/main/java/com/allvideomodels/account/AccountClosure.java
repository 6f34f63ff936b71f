package com.allvideomodels.account;

import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of accounts (clauses retain.account, right.deletion). Between closing an account and ordering its erasure lies a time of
 * grace, which {@code retention.yml} sets for the class {@code account}.
 */
public interface AccountClosure {

    /**
     * Ends every session and whatever is being made, and lets nobody in any more but its person, and them no further than to their
     * rights and the way back. A letter to the confirmed address says until when, and what is kept after. Closing twice changes
     * nothing, the time of grace least of all.
     *
     * @param by who wanted it, for the audit trail
     * @throws LastAdministrator where nobody who gives roles would be left
     */
    void close(AccountId account, Actor by);

    /** Within the time of grace everything is as it was, but for the sessions. */
    Reopening reopen(AccountId account, Actor by);

    /**
     * Closes it and orders its erasure at once, without the time of grace: for who asked for it and whose request two members of staff
     * approved. Nothing where there is no such account; twice changes nothing.
     *
     * @param by who ordered it, for the audit trail
     * @throws LastAdministrator where nobody who gives roles would be left
     */
    void erase(AccountId account, Actor by);

    /** When the erasure of a closed account is ordered at the earliest; nothing where it is open or gone. */
    Optional<Instant> erasedFrom(AccountId account);

    /** What became of the wish to open an account again. */
    enum Reopening {
        OPEN,
        /** The erasure has begun or is over, or there never was such an account. */
        TOO_LATE
    }
}
