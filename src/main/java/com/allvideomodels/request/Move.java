package com.allvideomodels.request;

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

    record Fulfil() implements Move {}

    record Deny(Denial why) implements Move {}

    record Revoke() implements Move {}

    /** Nobody has shown that it is theirs, and its time is over. */
    record Expire(Instant at) implements Move {}
}
