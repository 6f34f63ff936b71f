package com.allvideomodels.request;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person asked about their data, and what became of it. An agent or a parent is somebody else. */
@Component
class RequestsTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    RequestsTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("privacy-requests", "privacy-request", """
                        select id, number, account_id, received_at, channel, asked, regime, requester, subject_address,
                          case requester when 'self' then contact_address end as contact_address, language, words, status,
                          identity_shown, mandate_checked, is_duplicate, extended_because, due_at, acknowledged_at, nth_to_know,
                          denial, answer, reminded_at, closed_at, fulfilled_as
                        from privacy_request where account_id = :person
                        """, "privacy_request")
                        .startingAt("closed_at"),
                sets.of("privacy-request-events", "privacy-request", """
                        select e.id, e.request_id, e.at, e.kind, e.actor, e.detail
                        from privacy_request_event e join privacy_request r on r.id = e.request_id where r.account_id = :person
                        """, "privacy_request_event"),
                sets.of("privacy-request-files", "privacy-request", """
                        select a.id, a.request_id, a.place, a.name, a.state, a.reason, a.content_type, a.size, a.media, a.fetched_at
                        from privacy_request_attachment a join privacy_request r on r.id = a.request_id where r.account_id = :person
                        """, "privacy_request_attachment"),
                sets.of("privacy-request-notes", "privacy-request", """
                        select n.id, n.request_id, n.at, n.words
                        from privacy_request_note n join privacy_request r on r.id = n.request_id where r.account_id = :person
                        """, "privacy_request_note"));
    }
}
