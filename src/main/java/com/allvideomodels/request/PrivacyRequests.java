package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Requests of people about their data (clause right.exercise). */
public interface PrivacyRequests {

    /**
     * Takes a request in, in a transaction of its own or the caller's: gives it a number and a clock, and writes to the address of the
     * person it is about, which alone can show that it is theirs. The answer is the same whether or not there is such an account.
     *
     * @return its number, for people
     */
    String file(Filing filing);

    /** Those about this person, the newest first, at most a hundred. */
    List<Summary> of(AccountId person);

    /**
     * One request as its person sees it.
     *
     * @param due when it is answered at the latest, in UTC
     * @param waitsForPerson whether nothing happens until the person shows that it is theirs
     */
    record Summary(String number, Right right, Status status, Instant receivedAt, Instant due, boolean waitsForPerson) {

        /** As pages write it. */
        public OffsetDateTime received() {
            return receivedAt.atOffset(ZoneOffset.UTC);
        }

        /** As pages write it. */
        public OffsetDateTime dueAt() {
            return due.atOffset(ZoneOffset.UTC);
        }
    }
}
