package com.allvideomodels.mail;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** The letters to a person. What one said is wiped once it is sent, so it is told by its kind and times. */
@Component
class MailTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    MailTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(sets.of("letters", "letter", """
                        select id, template, state, written_at, ended_at, attempts, address, language, carrier_id, reason
                        from letter where account_id = :person
                        """, "letter").startingAt("written_at"));
    }
}
