package com.allvideomodels.audit;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the trail tells the person it is about: who looked at their data, and what was done. Legal holds are left out; whether a person
 * may be told of one is decided where holds are kept.
 */
public interface PersonTrail {

    /** The oldest first, {@code most} of them, whose number is above {@code after}. */
    List<Entry> about(AccountId person, long after, int most);

    long count(AccountId person);

    /**
     * @param by {@code staff}, {@code person} or {@code job:NAME}; which member of staff is not told
     * @param details empty where the key is gone
     */
    record Entry(long number, Instant at, String what, String by, Map<String, String> details) {

        public Entry {
            details = Map.copyOf(details);
        }
    }
}
