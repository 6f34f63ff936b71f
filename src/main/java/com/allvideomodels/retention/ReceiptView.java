package com.allvideomodels.retention;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a receipt says, as pages show it. The words of its text that are not known here are shown as they stand. */
record ReceiptView(
        long number,
        String id,
        String item,
        String name,
        String clause,
        OffsetDateTime deadline,
        OffsetDateTime destroyedAt,
        String cause,
        String versions,
        List<Copy> copies,
        String observation,
        OffsetDateTime seenAt,
        @Nullable OffsetDateTime unreadableSince,
        List<Pending> pending) {

    private static final JsonMapper JSON = new JsonMapper();

    ReceiptView {
        copies = List.copyOf(copies);
        pending = List.copyOf(pending);
    }

    /** What could not be said to be gone yet when the receipt was written. */
    record Pending(String what, String provider, @Nullable OffsetDateTime until) {}

    /** What a provider had said of its copy by then. */
    record Copy(String provider, String state) {}

    static ReceiptView of(Receipt receipt, RetentionPolicy policy, Locale language) {
        return of(JSON.readTree(receipt.body()), policy, language);
    }

    static ReceiptView of(JsonNode says, RetentionPolicy policy, Locale language) {
        JsonNode methods = says.path("methods");
        List<Pending> pending = new ArrayList<>();
        says.path("pending")
                .forEach(one -> pending.add(new Pending(text(one, "what"), text(one, "provider"), time(one, "until"))));
        List<Copy> copies = new ArrayList<>();
        methods.path("providerCopies").forEach(one -> copies.add(new Copy(text(one, "provider"), text(one, "state"))));
        return new ReceiptView(
                says.path("number").asLong(0),
                text(says, "id"),
                text(says, "item"),
                name(text(says, "dataClass"), policy, language),
                text(says, "clause"),
                always(says, "deadline"),
                always(says, "destroyedAt"),
                text(says, "cause"),
                text(methods, "versions"),
                copies,
                text(says.path("observation"), "id"),
                always(says.path("observation"), "at"),
                time(says, "backupsUnreadableSince"),
                pending);
    }

    private static String name(String dataClass, RetentionPolicy policy, Locale language) {
        return policy.rules().stream()
                .filter(rule -> rule.id().equals(dataClass))
                .findFirst()
                .map(rule -> rule.name().in(language))
                .orElse(dataClass);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static OffsetDateTime always(JsonNode node, String name) {
        OffsetDateTime at = time(node, name);
        return at == null ? Instant.EPOCH.atOffset(ZoneOffset.UTC) : at;
    }

    private static @Nullable OffsetDateTime time(JsonNode node, String name) {
        return node.path(name).isString() ? Instant.parse(text(node, name)).atOffset(ZoneOffset.UTC) : null;
    }
}
