package com.allvideomodels.retention;

import com.allvideomodels.retention.AbsenceWitness.Copy;
import com.allvideomodels.retention.AbsenceWitness.Sight;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the text of a receipt. Its canonical form is JSON without white space, its members in the order of this class, instants in UTC
 * to the second, and no character beyond ASCII; these bytes are what is signed and hashed.
 */
final class ReceiptText {

    static final String FORMAT = "allvideomodels-receipt-1";

    private static final JsonMapper JSON = new JsonMapper();

    private ReceiptText() {}

    /**
     * A destruction whose bytes the store has confirmed gone.
     *
     * @param number of the destruction
     */
    record Gone(
            UUID id,
            long number,
            UUID item,
            String dataClass,
            String clause,
            Instant deadline,
            Instant at,
            Cause cause,
            List<String> objectKeys) {

        Gone {
            objectKeys = List.copyOf(objectKeys);
        }
    }

    /** What a look by the auditor was and saw. */
    record Seen(UUID observation, Instant at, Sight sight) {}

    /** @param key the id of the key that will sign it */
    static String of(long number, UUID id, Gone gone, Seen seen, String key, String previous) {
        ObjectNode text = JSON.createObjectNode();
        text.put("format", FORMAT);
        text.put("number", number);
        text.put("id", id.toString());
        text.put("item", gone.item().toString());
        text.put("dataClass", gone.dataClass());
        text.put("clause", gone.clause());
        text.put("deadline", seconds(gone.deadline()));
        text.put("destroyedAt", seconds(gone.at()));
        text.put("cause", gone.cause().name());
        methods(text.putObject("methods"), seen.sight());
        text.putObject("observation").put("id", seen.observation().toString()).put("at", seconds(seen.at()));
        pending(text, gone, seen);
        text.put("key", key);
        text.put("previous", previous);
        return JSON.writeValueAsString(text);
    }

    private static void methods(ObjectNode methods, Sight sight) {
        methods.put("key", "destroyed");
        methods.put("bytes", "absent");
        methods.put("versions", sight.versionsOffered() ? "absent" : "not-offered");
        ArrayNode copies = methods.putArray("providerCopies");
        for (Copy copy : sight.copies()) {
            copies.addObject().put("provider", copy.provider()).put("state", word(copy.state()));
        }
    }

    /** What cannot be said to be gone yet, and until when. */
    private static void pending(ObjectNode text, Gone gone, Seen seen) {
        List<ObjectNode> pending = new ArrayList<>();
        if (!seen.sight().dayKeysGone()) {
            pending.add(JSON.createObjectNode()
                    .put("what", "unreadable-in-backups")
                    .put("until", seconds(endOfDays(gone))));
        }
        seen.sight().copies().stream()
                .filter(Copy::open)
                .forEach(copy -> pending.add(JSON.createObjectNode()
                        .put("what", "provider-copy")
                        .put("provider", copy.provider())
                        .put("until", until(copy))));
        if (seen.sight().dayKeysGone()) {
            text.put("backupsUnreadableSince", seconds(seen.at()));
        } else {
            text.putNull("backupsUnreadableSince");
        }
        text.putArray("pending").addAll(pending);
    }

    /** What is still asked for is owed by an instant; nobody can promise when a provider that refuses will be done with it. */
    private static @Nullable String until(Copy copy) {
        return copy.state().equals("DUE") && copy.deadline() != null ? seconds(copy.deadline()) : null;
    }

    /** The keys of a day die when the day of the deadline is over. */
    private static Instant endOfDays(Gone gone) {
        return LocalDate.ofInstant(gone.deadline(), ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private static String word(String state) {
        return state.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }
}
