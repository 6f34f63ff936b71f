package com.allvideomodels.billing;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.Flags.Flag;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of signs of fraud, and that somebody has looked into one. Every look and act is in the audit trail. */
@Component
@Transactional
class FlagDesk {

    private final Flags flags;
    private final AuditTrail audit;
    private final InstantSource clock;

    FlagDesk(Flags flags, AuditTrail audit, InstantSource clock) {
        this.flags = flags;
        this.audit = audit;
        this.clock = clock;
    }

    /** As {@link Flags#page}. */
    List<Flag> list(boolean all, Optional<Keyset> after, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "payment-flags.listed"));
        return flags.page(all, after);
    }

    /** @return whether nobody had cleared it */
    boolean clear(UUID id, String reason, AccountId by) {
        Optional<Flag> cleared = flags.clear(id, reason, by, clock.instant());
        cleared.ifPresent(one -> audit.record(Act.of(new Actor.Staff(by), "payment-flag.cleared")
                .about(one.account())
                .with("payment", one.payment())
                .with("signal", one.signal().key())));
        return cleared.isPresent();
    }
}
