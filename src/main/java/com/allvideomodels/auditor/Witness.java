package com.allvideomodels.auditor;

import com.allvideomodels.retention.AbsenceWitness;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Looks for single things with the auditor's own eyes: a request for each, and the store's list. */
@Component
class Witness implements AbsenceWitness {

    /** What is owed, whether or not the generation still exists; and what is being made now, of which nothing is owed yet. */
    private static final String COPIES = """
            select item, api, state, max(deadline) as deadline from (
              select unnest(items) as item, api, state, deadline from provider_copy where items && cast(:items as uuid[])
              union all
              select i.upload_id, g.api, 'DUE', null from generation_input i join generation g on g.id = i.generation_id
              where i.upload_id = any(:items) and g.state in ('SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING')) copies
            where item = any(:items) group by item, api, state order by api, state
            """;

    private static final int LOOKS_AT_ONCE = 16;

    private final ReadOnlyStore store;
    private final ReadOnlyTables tables;
    private final AuditRuns runs;
    private final InstantSource clock;

    Witness(ReadOnlyStore store, ReadOnlyTables tables, AuditRuns runs, InstantSource clock) {
        this.store = store;
        this.tables = tables;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public Observation look(Collection<Sought> things) throws IOException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The store is far away: never inside a transaction");
        }
        boolean versions = store.offersVersions();
        Map<UUID, List<Copy>> copies = copies(things);
        Map<UUID, Boolean> absent = absent(things, versions);
        Map<String, Boolean> keys = new HashMap<>();
        Map<UUID, Sight> sights = new HashMap<>();
        for (Sought thing : things) {
            sights.put(
                    thing.item(),
                    new Sight(
                            absent.getOrDefault(thing.item(), false),
                            versions,
                            areDayKeysGone(thing.objectKeys(), keys),
                            copies.getOrDefault(thing.item(), List.of())));
        }
        var observation = new Observation(UUID.randomUUID(), clock.instant(), sights);
        int gone = (int) sights.values().stream().filter(Sight::absent).count();
        runs.observed(observation.id(), observation.at(), sights.size(), gone);
        return observation;
    }

    /** Several at a time: most of a look is waiting for the store. */
    private Map<UUID, Boolean> absent(Collection<Sought> things, boolean versions) throws IOException {
        var turns = new Semaphore(LOOKS_AT_ONCE);
        Map<UUID, Future<Boolean>> looks = new HashMap<>();
        try (var eyes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Sought thing : things) {
                looks.put(thing.item(), eyes.submit(() -> {
                    turns.acquire();
                    try {
                        return isAbsent(thing.objectKeys(), versions);
                    } finally {
                        turns.release();
                    }
                }));
            }
        }
        Map<UUID, Boolean> absent = new HashMap<>();
        for (var look : looks.entrySet()) {
            absent.put(look.getKey(), result(look.getValue()));
        }
        return absent;
    }

    private static boolean result(Future<Boolean> look) throws IOException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            throw new IOException("The store did not tell whether something is gone", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private boolean isAbsent(List<String> objectKeys, boolean versions) throws IOException {
        for (String key : objectKeys) {
            if (store.isThere(key) || store.isListed(key, versions)) {
                return false;
            }
        }
        return true;
    }

    private boolean areDayKeysGone(List<String> objectKeys, Map<String, Boolean> known) throws IOException {
        for (String objectKey : objectKeys) {
            @Nullable String name = dayKey(objectKey);
            if (name == null) {
                return false;
            }
            if (!known.containsKey(name)) {
                known.put(name, !store.isKeyThere(name));
            }
            if (!known.getOrDefault(name, false)) {
                return false;
            }
        }
        return true;
    }

    /** An object lies under its kind and the day of its deadline, and so does the key of that day. */
    private static @Nullable String dayKey(String objectKey) {
        int end = objectKey.lastIndexOf('/');
        return end < 0 ? null : "day/" + objectKey.substring(0, end);
    }

    private Map<UUID, List<Copy>> copies(Collection<Sought> things) {
        return tables
                .sql()
                .sql(COPIES)
                .param("items", things.stream().map(Sought::item).toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject("item", UUID.class), copy(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Copy copy(ResultSet row) throws SQLException {
        OffsetDateTime deadline = row.getObject("deadline", OffsetDateTime.class);
        return new Copy(row.getString("api"), row.getString("state"), deadline == null ? null : deadline.toInstant());
    }
}
