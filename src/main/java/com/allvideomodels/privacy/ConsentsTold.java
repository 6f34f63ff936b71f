package com.allvideomodels.privacy;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person agreed to and refused, what may be done with their data, and who was given some of it by law. */
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
                        select id, purpose, kind, version, means, at from consent_event where account_id = :person
                        """, "consent_event"),
                sets.of("end-of-account", "consent", """
                        select account_id, ended_at from consent_end where account_id = :person
                        """, "consent_end").startingAt("ended_at"),
                sets.of("restriction", "restriction", """
                        select account_id, since, by_staff, lifts_at from restriction where account_id = :person
                        """, "restriction").endingAt("lifts_at"),
                sets.of("unsubscribe-link", "unsubscribe-link", """
                        select account_id, made_at from unsubscribe_link where account_id = :person
                        """, "unsubscribe_link"),
                disclosures());
    }

    /** Not while the law forbids to tell the person. */
    private PersonalDataSet disclosures() {
        return sets.of("disclosures", "disclosure", """
                select id, account_id, authority, ground, given, disclosed_at, recorded_at from disclosure
                where account_id = :person and (secret_until is null or secret_until <= current_timestamp)
                """, "disclosure").startingAt("disclosed_at");
    }
}
