package com.allvideomodels.retention;

import com.allvideomodels.audit.PersonTrail;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What this module keeps about people. A hold is told but for its reason and its author, and not at all where it serves an authority or
 * an inquiry that telling could defeat.
 */
@Component
class RetentionTold implements PersonalDataHolder {

    private static final String HOLDS = """
            select id, scope, data_class, target, ground, placed_at, review_on::text as review_on, expires_at, released_at
            from legal_hold h
            where (scope = 'ACCOUNT' and target = :person
              or scope = 'ITEM' and exists (select 1 from destruction d where d.item = h.target and d.owner = :person)) and
            """ + HeldThings.TOLD;

    private final PersonalDataSets sets;
    private final PersonTrail trail;
    private final RetentionPolicy policy;

    RetentionTold(PersonalDataSets sets, PersonTrail trail, RetentionPolicy policy) {
        this.sets = sets;
        this.trail = trail;
        this.policy = policy;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("holds", "hold", HOLDS, "legal_hold"),
                sets.of("destroyed-things", "destruction", """
                        select id, item, data_class, deadline, cause, at, bytes_gone_at, receipt_at
                        from destruction where owner = :person
                        """, "destruction").startingAt("at"),
                sets.of("receipts", "destruction", """
                        select number, id, item, data_class, at, body, signature, hash from receipt where owner = :person
                        """, "receipt").startingAt("at"),
                sets.of("erasure", "erased-account", """
                        select cause, ordered_at, attempts, array_to_string(steps_done, ' ') as steps_done, held_back_at, erased_at
                        from erasure where account_id = :person
                        """, "erasure"),
                sets.of("erased-account", "erased-account", """
                        select account_id, at from erased_account where account_id = :person
                        """, "erased_account")
                        .startingAt("at"),
                sets.of("orders-repeated-after-a-restore", "destruction-log", """
                        select number, kind, item, detail, at from repetition where item = :person
                        """, "repetition")
                        .startingAt("at"),
                new TrailTold(trail, policy));
    }
}
