package com.allvideomodels.auditor;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks through the key bucket for keys that should be gone: of days that are over, of people who were erased, of things once held. */
@Component
class KeyComparison {

    /** What is stored in place of a destroyed key is shorter than any wrapped key. */
    private static final int SHORTEST_KEY = 32;

    private static final int BATCH = 500;
    private static final Set<String> OURS = Set.of("day", "subject", "hold", "signing", "audit", "log");
    private static final String ERASED = "select account_id as id, at from erased_account where account_id = any(:ids)";
    private static final String DESTROYED =
            "select id, shredded_at as at from media_object where id = any(:ids) and shredded_at is not null";

    private final ReadOnlyStore store;
    private final ReadOnlyTables tables;

    KeyComparison(ReadOnlyStore store, ReadOnlyTables tables) {
        this.store = store;
        this.tables = tables;
    }

    /** @return how many keys there are */
    long into(Tally tally) throws IOException {
        long keys = 0;
        Map<UUID, String> people = new HashMap<>();
        Map<UUID, String> held = new HashMap<>();
        try {
            var names = store.keys();
            while (names.hasNext()) {
                var entry = names.next();
                if (entry.size() >= SHORTEST_KEY) {
                    keys++;
                    look(entry.key(), tally, people, held);
                }
                settle(people, ERASED, tally, BATCH);
                settle(held, DESTROYED, tally, BATCH);
            }
        } catch (SdkException e) {
            throw ReadOnlyStore.failed(e);
        }
        settle(people, ERASED, tally, 1);
        settle(held, DESTROYED, tally, 1);
        return keys;
    }

    private static void look(String name, Tally tally, Map<UUID, String> people, Map<UUID, String> held) {
        String[] parts = name.split("/");
        switch (parts[0]) {
            case "day" ->
                end(parts[parts.length - 1])
                        .filter(tally::isOver)
                        .ifPresent(end -> tally.add(Finding.Kind.KEY, name, end));
            case "subject" -> id(parts[parts.length - 1]).ifPresent(id -> people.put(id, name));
            case "hold" -> id(parts[parts.length - 1]).ifPresent(id -> held.put(id, name));
            default -> {
                if (!OURS.contains(parts[0])) {
                    tally.add(Finding.Kind.ORPHAN, name, null);
                }
            }
        }
    }

    private static Optional<Instant> end(String day) {
        try {
            return Optional.of(LocalDate.parse(day).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void settle(Map<UUID, String> names, String question, Tally tally, int enough) {
        if (names.size() < enough) {
            return;
        }
        tables.sql()
                .sql(question)
                .param("ids", names.keySet().toArray(UUID[]::new))
                .query((row, number) -> Map.entry(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list()
                .forEach(gone -> {
                    if (tally.isOver(gone.getValue())) {
                        tally.add(Finding.Kind.KEY, names.getOrDefault(gone.getKey(), ""), gone.getValue());
                    }
                });
        names.clear();
    }
}
