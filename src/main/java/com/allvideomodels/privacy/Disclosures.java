package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What authorities were given of people (clause share.legal). */
public interface Disclosures {

    /**
     * What this person may know of, the newest first: everything but what the law forbids to tell before a later instant than {@code now}.
     * For their export and their own page.
     */
    List<Told> toldTo(AccountId person, Instant now);

    /**
     * @param authority that asked, at most 200 characters
     * @param ground in law, at most 500 characters
     * @param given what it was given, at most 2000 characters
     */
    record Told(UUID id, String authority, String ground, String given, Instant disclosedAt) {

        /** As pages write it, whatever the zone of the machine. */
        public OffsetDateTime when() {
            return disclosedAt.atOffset(ZoneOffset.UTC);
        }
    }
}
