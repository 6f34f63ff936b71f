package com.allvideomodels.credits;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** The books of a person. After the end of the account they are nobody's, and nobody is told of them. */
@Component
class LedgerTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    LedgerTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("credit-balance", "ledger", """
                        select owner, available, held, ended_at from ledger_balance where owner = :person
                        """, "ledger_balance"),
                sets.of("credit-transactions", "ledger", """
                        select number, id, kind, cause_kind, cause_reference, amount, settles, available_after, held_after, at
                        from ledger_transaction where owner = :person
                        """, "ledger_transaction")
                        .startingAt("at"),
                sets.of("credit-lots", "ledger", """
                        select id, owner, available, held, granted_at, lapses_at, prolonged from ledger_lot where owner = :person
                        """, "ledger_lot").startingAt("granted_at"),
                sets.of("credit-lots-held", "ledger", """
                        select p.hold_id, p.lot_id, p.amount
                        from ledger_hold_part p join ledger_lot l on l.id = p.lot_id where l.owner = :person
                        """, "ledger_hold_part"),
                sets.of("spending-limits", "spending-limits", """
                        select owner, day_cap, month_cap, low_below, stopped_at, day_told, day_told_part, month_told, month_told_part, low_told
                        from spending_limit where owner = :person
                        """, "spending_limit"),
                sets.of("spending-changes", "spending-limits", """
                        select id, what, before, after, means, at from spending_change where owner = :person
                        """, "spending_change"),
                sets.of("credit-entries", "ledger", """
                        select id, transaction_id, bucket, delta from ledger_entry where owner = :person
                        """, "ledger_entry"));
    }
}
