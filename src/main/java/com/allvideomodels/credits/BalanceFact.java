package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PageFacts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The balance in the frame of every page. */
@Component
class BalanceFact implements PageFacts {

    private final Entries entries;

    BalanceFact(Entries entries) {
        this.entries = entries;
    }

    @Override
    public Map<String, Object> of(AccountId me) {
        return Map.of(
                "balance", entries.balance(me).map(Entries.Snapshot::available).orElse(0L));
    }
}
