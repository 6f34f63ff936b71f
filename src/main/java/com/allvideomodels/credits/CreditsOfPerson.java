package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PersonFacts;
import java.util.List;
import org.springframework.stereotype.Component;

/** What staff see of somebody's credits. */
@Component
class CreditsOfPerson implements PersonFacts {

    private final Ledger ledger;

    CreditsOfPerson(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Fact> about(AccountId person) {
        var balance = ledger.balanceOf(person);
        return List.of(
                Fact.of("credits.available", balance.available().amount()),
                Fact.of("credits.held", balance.held().amount()));
    }
}
