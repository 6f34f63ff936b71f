package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Repetition;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A consent that was withdrawn does not come back with a backup; one that was given anew since has to be given once more. */
@Component
class WithdrawalAgain implements Repetition {

    private final Consents consents;

    WithdrawalAgain(Consents consents) {
        this.consents = consents;
    }

    @Override
    public String kind() {
        return ConsentHistory.WITHDRAWN;
    }

    @Override
    public void repeat(UUID item, String detail, Instant at) {
        consents.withdraw(new AccountId(item), new Purpose(detail));
    }
}
