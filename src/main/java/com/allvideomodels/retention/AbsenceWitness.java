package com.allvideomodels.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who did not destroy and looks whether it is gone. Answered by the auditor, with credentials that can only read and code of
 * its own. Asks the store, so nobody calls it inside a transaction.
 */
public interface AbsenceWitness {

    /** @throws IOException if it could not look at all of them; nothing is then said of any */
    Observation look(Collection<Sought> things) throws IOException;

    /**
     * What is to be gone.
     *
     * @param objectKeys where its bytes lay in the media bucket
     */
    record Sought(UUID item, List<String> objectKeys) {

        public Sought {
            objectKeys = List.copyOf(objectKeys);
        }
    }

    /** @param sights by item; one for each that was asked for */
    record Observation(UUID id, Instant at, Map<UUID, Sight> sights) {

        public Observation {
            sights = Map.copyOf(sights);
        }
    }

    /**
     * What was seen of one thing.
     *
     * @param absent no byte of it is there, in any version the store can list
     * @param versionsOffered whether the store keeps versions at all
     * @param dayKeysGone whether the keys are gone that a backup of the database would need to read it
     * @param copies at providers that made it, or made something from it; empty where none is known of
     */
    record Sight(boolean absent, boolean versionsOffered, boolean dayKeysGone, List<Copy> copies) {

        public Sight {
            copies = List.copyOf(copies);
        }
    }

    /**
     * A provider's copy.
     *
     * @param state DELETED, or why it is open: DUE, REFUSED, NOT_OFFERED, UNANSWERED
     * @param deadline by when its deletion is owed; nothing while the provider is still at work
     */
    record Copy(String provider, String state, @Nullable Instant deadline) {

        /** Whether nobody has said that it is deleted. */
        public boolean open() {
            return !state.equals("DELETED");
        }
    }
}
