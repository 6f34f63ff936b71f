package com.allvideomodels.auditor;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Lays the list of the store and the rows of the tables side by side, in the order of their keys, holding one page of each. What looks
 * wrong is looked at again, row and object, before it is believed: things come and go while the lists are read.
 */
@Component
class MediaComparison {

    private static final int BATCH = 500;

    private final ReadOnlyStore store;
    private final ReadOnlyTables tables;
    private final AuditorSettings settings;

    MediaComparison(ReadOnlyStore store, ReadOnlyTables tables, AuditorSettings settings) {
        this.store = store;
        this.tables = tables;
        this.settings = settings;
    }

    /** How much was compared. */
    record Compared(long objects, long rows) {}

    Compared into(Tally tally, boolean versions, Instant now) throws IOException, SQLException {
        try (var rows = tables.cursor(MediaRow.ALL, MediaRow::of)) {
            return new Pass(tally, versions, now).run(store.media(versions), rows);
        } catch (SdkException e) {
            throw ReadOnlyStore.failed(e);
        }
    }

    private final class Pass {

        private final Tally tally;
        private final boolean versions;
        private final Instant now;
        private final List<String> suspects = new ArrayList<>();
        private String last = "";
        private long objects;

        private Pass(Tally tally, boolean versions, Instant now) {
            this.tally = tally;
            this.versions = versions;
            this.now = now;
        }

        private Compared run(Iterator<ReadOnlyStore.Entry> listed, ReadOnlyTables.Cursor<MediaRow> rows)
                throws IOException, SQLException {
            ReadOnlyStore.Entry object = next(listed);
            MediaRow row = rows.next();
            while (object != null || row != null) {
                int order = object == null ? 1 : row == null ? -1 : object.key().compareTo(row.objectKey());
                look(order <= 0 ? object : null, order >= 0 ? row : null);
                object = order <= 0 ? next(listed) : object;
                row = order >= 0 ? rows.next() : row;
            }
            lookAgain();
            return new Compared(objects, rows.read());
        }

        private ReadOnlyStore.@Nullable Entry next(Iterator<ReadOnlyStore.Entry> listed) throws IOException {
            if (!listed.hasNext()) {
                return null;
            }
            ReadOnlyStore.Entry entry = listed.next();
            if (entry.key().compareTo(last) <= 0) {
                throw new IOException("The store does not list its keys in their order; nothing can be compared");
            }
            last = entry.key();
            objects++;
            return entry;
        }

        private void look(ReadOnlyStore.@Nullable Entry object, @Nullable MediaRow row) throws IOException {
            if (object != null && object.older() > 0) {
                tally.add(Finding.Kind.VERSION, object.key(), null);
            }
            String key = object != null ? object.key() : row != null ? row.objectKey() : "";
            if (judge(object != null, row) != null) {
                suspects.add(key);
            }
            if (suspects.size() == BATCH) {
                lookAgain();
            }
        }

        private Finding.@Nullable Kind judge(boolean there, @Nullable MediaRow row) {
            if (row == null) {
                return there ? Finding.Kind.ORPHAN : null;
            }
            boolean over = tally.isOver(row.due(settings.unfinished())) && !row.held();
            if (over && (there || row.isLiving())) {
                return Finding.Kind.OVERDUE;
            }
            return !there && row.isLiving() ? Finding.Kind.MISSING : null;
        }

        private void lookAgain() throws IOException {
            Map<String, Boolean> there = new java.util.LinkedHashMap<>();
            for (String key : suspects) {
                // The object first: a row comes before its bytes and stays after them.
                there.put(key, store.isThere(key) || versions && store.isListed(key, true));
            }
            Map<String, MediaRow> rows = suspects.isEmpty() ? Map.of() : rows(suspects);
            there.forEach((key, is) -> {
                MediaRow row = rows.get(key);
                Finding.Kind kind = judge(is, row);
                if (kind != null) {
                    tally.add(
                            kind,
                            row == null ? key : row.id().toString(),
                            kind == Finding.Kind.OVERDUE && row != null ? row.due(settings.unfinished()) : null);
                }
            });
            suspects.clear();
        }

        private Map<String, MediaRow> rows(List<String> keys) {
            return tables
                    .sql()
                    .sql(MediaRow.SOME)
                    .param("keys", keys.toArray(String[]::new))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query((row, number) -> MediaRow.of(row))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(MediaRow::objectKey, Function.identity()));
        }
    }
}
