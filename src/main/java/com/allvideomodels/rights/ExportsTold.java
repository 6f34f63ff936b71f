package com.allvideomodels.rights;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** The copies a person ordered. */
@Component
class ExportsTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    ExportsTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("copies-ordered", "export-order", """
                        select id, language, ordered_at, state, attempts, media, size, ready_at, deadline, fetched_at
                        from privacy_export where account_id = :person
                        """, "privacy_export").startingAt("ordered_at"));
    }
}
