package com.allvideomodels.privacy;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person agreed to and withdrew. Their time begins to run when the account ends. */
@Component
class ConsentsTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    ConsentsTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("consents", "consent", """
                        select id, purpose, kind, version, at from consent_event where account_id = :person
                        """, "consent_event"),
                sets.of("end-of-account", "consent", """
                        select account_id, ended_at from consent_end where account_id = :person
                        """, "consent_end").startingAt("ended_at"));
    }
}
