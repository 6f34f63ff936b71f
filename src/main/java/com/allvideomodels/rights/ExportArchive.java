package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.PersonalFiles.PersonalFile;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.Untold;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a copy of everything about a person: every set as JSON and CSV, the files themselves, the list of videos by the names of the Data
 * Transfer Project, a table of contents that names what is missing and why, and a page to read first (clauses right.access,
 * right.portability).
 */
@Component
class ExportArchive {

    /** So much of the table of one file waits in memory. */
    private static final int TABLE = 4 * 1024 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final PersonalData data;
    private final CopiedFiles files;
    private final MediaVault vault;
    private final Untold untold;
    private final ExportReadme readme;

    ExportArchive(PersonalData data, CopiedFiles files, MediaVault vault, Untold untold, ExportReadme readme) {
        this.data = data;
        this.files = files;
        this.vault = vault;
        this.untold = untold;
        this.readme = readme;
    }

    /** Whoever writes says between two files that it goes on, and is told if it need not. */
    @FunctionalInterface
    interface Beat {
        void beat() throws IOException;
    }

    /**
     * @param lenient whether a file that the store does not give is named as missing; else it is a failure
     * @throws IOException if the stream, the store or the beat failed
     */
    void write(Export export, Instant now, boolean lenient, Beat beat, OutputStream out) throws IOException {
        var zip = new Zip(out, now);
        new Writing(export.person(), export.language(), now, lenient, beat, zip).write();
        zip.finish();
    }

    private final class Writing {

        private final AccountId person;
        private final Locale language;
        private final Instant now;
        private final boolean lenient;
        private final Beat beat;
        private final Zip zip;
        private final Map<MediaId, String> missing = new HashMap<>();
        private final Set<MediaId> copied = new HashSet<>();
        private long bytes;

        private Writing(AccountId person, Locale language, Instant now, boolean lenient, Beat beat, Zip zip) {
            this.person = person;
            this.language = language;
            this.now = now;
            this.lenient = lenient;
            this.beat = beat;
            this.zip = zip;
        }

        private void write() throws IOException {
            zip.begin("README.txt");
            zip.write(readme.text(data.sets(), language, now).getBytes(StandardCharsets.UTF_8));
            List<SetFiles.Written> written = new ArrayList<>();
            for (var set : data.sets()) {
                beat.beat();
                written.add(new SetFiles(zip, set, TABLE).write(person));
            }
            files.forEach(person, this::copy);
            list("videos.json", this::videoOf);
            list("missing.json", this::missingOf);
            zip.begin("manifest.json");
            zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest(written)));
        }

        private void copy(PersonalFile file) throws IOException {
            beat.beat();
            Optional<Stored> stored = vault.find(person, file.media());
            if (stored.isEmpty()) {
                missing.put(file.media(), file.deadline().isAfter(now) ? "deleted" : "expired");
                return;
            }
            try (InputStream plain = open(file, stored.get())) {
                if (plain != null) {
                    bytes += zip.copy(CopiedFiles.path(file), plain);
                    copied.add(file.media());
                }
            }
        }

        private @Nullable InputStream open(PersonalFile file, Stored stored) throws IOException {
            try {
                return vault.open(stored);
            } catch (MediaVault.Gone e) {
                missing.put(file.media(), "expired");
            } catch (IOException e) {
                if (!lenient) {
                    throw e;
                }
                missing.put(file.media(), "unreadable");
            }
            return null;
        }

        /** An array that is written as it is read. */
        private void list(String name, Entries entries) throws IOException {
            zip.begin(name);
            boolean[] first = {true};
            zip.write("[".getBytes(StandardCharsets.UTF_8));
            files.forEach(person, file -> {
                Map<String, @Nullable Object> entry = entries.of(file);
                if (!entry.isEmpty()) {
                    zip.write((first[0] ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
                    zip.write(JSON.writeValueAsBytes(entry));
                    first[0] = false;
                }
            });
            zip.write("\n]\n".getBytes(StandardCharsets.UTF_8));
        }

        /** The field names of the Data Transfer Project's VideoModel. */
        private Map<String, @Nullable Object> videoOf(PersonalFile file) {
            if (!file.video()) {
                return Map.of();
            }
            Map<String, @Nullable Object> video = new LinkedHashMap<>();
            video.put("name", file.name());
            video.put("description", file.description());
            video.put("contentUrl", copied.contains(file.media()) ? CopiedFiles.path(file) : null);
            video.put("encodingFormat", file.contentType());
            video.put("dataId", file.media().toString());
            video.put("albumId", file.album());
            video.put("uploadedTime", file.since().toString());
            video.put("favorite", file.favourite());
            return video;
        }

        /** What came while the copy was made is in its lists and not among its files, so it is named too. */
        private Map<String, @Nullable Object> missingOf(PersonalFile file) {
            if (copied.contains(file.media())) {
                return Map.of();
            }
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("dataId", file.media().toString());
            entry.put("name", file.name());
            entry.put("reason", missing.getOrDefault(file.media(), "later"));
            entry.put("deadline", file.deadline().toString());
            return entry;
        }

        private Map<String, Object> manifest(List<SetFiles.Written> written) {
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("format", "allvideomodels-export-1");
            manifest.put("account", person.toString());
            manifest.put("madeAt", now.toString());
            manifest.put("language", language.toLanguageTag());
            manifest.put("sets", written);
            manifest.put("media", Map.of("files", copied.size(), "bytes", bytes, "missing", missing.size()));
            manifest.put("untold", untold.places().stream().map(this::untold).toList());
            return manifest;
        }

        private Map<String, Object> untold(Untold.Place place) {
            return Map.of(
                    "table", place.table(),
                    "columns", place.columns(),
                    "reason", place.reason().in(language));
        }
    }

    /** Makes an entry of a file; an empty one is left out. */
    @FunctionalInterface
    private interface Entries {
        Map<String, @Nullable Object> of(PersonalFile file);
    }
}
