package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Repetition;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A consent that was withdrawn does not come back with a backup; one that was given anew since has to be given once more. */
@Component
class WithdrawalAgain implements Repetition {

    private final ConsentHistory consents;
    private final ChoiceList choices;

    WithdrawalAgain(ConsentHistory consents, ChoiceList choices) {
        this.consents = consents;
        this.choices = choices;
    }

    @Override
    public String kind() {
        return ConsentHistory.WITHDRAWN;
    }

    @Override
    public void repeat(UUID item, String detail, Instant at) {
        var who = new AccountId(item);
        var purpose = new Purpose(detail);
        consents.withdraw(who, purpose, Means.RESTORE);
        // An objection holds although nothing was agreed to before.
        choices.find(purpose).ifPresent(choice -> consents.refuse(who, purpose, choice.version(), Means.RESTORE));
    }
}
