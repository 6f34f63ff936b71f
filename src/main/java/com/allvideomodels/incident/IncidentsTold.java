package com.allvideomodels.incident;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which incidents concerned a person, and when they were told. */
@Component
class IncidentsTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    IncidentsTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(sets.of("incidents", "incident-account", """
                        select incident, account_id, told_at from incident_account where account_id = :person
                        """, "incident_account"));
    }
}
