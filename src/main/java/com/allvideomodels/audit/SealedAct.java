package com.allvideomodels.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An act ready for the chain, which has no place in it yet. */
record SealedAct(
        Instant at, String what, String actor, @Nullable UUID pseudonym, byte[] ciphertext) {

    AuditRow after(Chain.Head head) {
        return AuditRow.linked(head.number() + 1, at, what, actor, pseudonym, ciphertext, head.hash());
    }
}
