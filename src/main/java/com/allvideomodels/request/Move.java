package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;

/** What can happen to a request after it came. */
sealed interface Move {

    /** Whoever the data are about showed that it is them: by a fresh sign-in, or by a link sent to the account's own address. */
    record ShowIdentity() implements Move {}

    /** Staff saw by what right somebody asks for another. */
    record CheckMandate() implements Move {}

    /** Staff saw that the same was asked before. Says nothing about who asked. */
    record MarkDuplicate() implements Move {}

    /** Staff took it up. */
    record Begin() implements Move {}

    /** @param until when it is due then */
    record Extend(Instant at, Instant until) implements Move {}

    /** Staff did what was asked. */
    record Fulfil() implements Move {}

    /** Two members of staff agreed that the account is erased. */
    record Erase(AccountId proposedBy, AccountId approvedBy) implements Move {}

    /** Staff searched for what is to be deleted, and there is no account. */
    record FindNothing() implements Move {}

    /** There is an account after all. */
    record FindAccount() implements Move {}

    record Deny(Denial why) implements Move {}

    record Revoke() implements Move {}

    /** Nobody has shown that it is theirs, and its time is over. */
    record Expire(Instant at) implements Move {}
}
