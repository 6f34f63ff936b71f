package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.ObjectMapper;

/**
 * Several videos as one file, made while it is sent. Videos do not compress, so they are stored as they are; their sums are known
 * since they were collected, so nothing is read twice and nothing is held in memory.
 */
@Controller
class Archive {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm").withZone(ZoneOffset.UTC);

    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final MediaVault vault;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Archive(
            GenerationRows rows,
            Lifecycle lifecycle,
            MediaVault vault,
            ObjectMapper json,
            InstantSource clock,
            GenerationSettings settings) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    @PostMapping("/generations/archive")
    void send(
            @Me AccountId me,
            @RequestParam(name = "id", defaultValue = "") List<UUID> ids,
            HttpServletResponse response)
            throws IOException {
        List<Part> parts = parts(me, ids);
        if (parts.isEmpty()) {
            response.sendRedirect("/generations");
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"videos-" + DAY.format(clock.instant()) + ".zip\"");
        response.setHeader("Cache-Control", "private, no-store");
        try (var zip = new ZipOutputStream(new BufferedOutputStream(response.getOutputStream(), 1 << 16))) {
            for (Part part : parts) {
                write(zip, part);
            }
            describe(zip, parts);
        }
    }

    private List<Part> parts(AccountId me, List<UUID> ids) {
        Instant now = clock.instant();
        List<Part> parts = new ArrayList<>();
        for (Generation row : rows.findByIdInAndOwnerAndDeletedAtIsNullOrderByAskedAtDescIdDesc(ids, me.value())) {
            Optional<Footage> footage = row.playable(now);
            if (footage.isPresent() && parts.size() < settings.archiveAtMost()) {
                vault.find(me, new MediaId(footage.get().output()))
                        .ifPresent(stored -> parts.add(new Part(row, footage.get(), stored)));
            }
        }
        return parts;
    }

    private void write(ZipOutputStream zip, Part part) throws IOException {
        var entry = new ZipEntry(fileName(part.row()));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(part.footage().bytes());
        entry.setCompressedSize(part.footage().bytes());
        entry.setCrc(part.footage().crc32());
        part.row()
                .finishedAt()
                .ifPresent(at -> entry.setTimeLocal(at.atOffset(ZoneOffset.UTC).toLocalDateTime()));
        zip.putNextEntry(entry);
        try (InputStream bytes = vault.open(part.stored())) {
            bytes.transferTo(zip);
        }
        zip.closeEntry();
    }

    private void describe(ZipOutputStream zip, List<Part> parts) throws IOException {
        zip.putNextEntry(new ZipEntry("metadata.json"));
        zip.write(json.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(parts.stream().map(this::described).toList()));
        zip.closeEntry();
    }

    private Map<String, Object> described(Part part) {
        Generation row = part.row();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", fileName(row));
        facts.put("id", row.generationId().toString());
        facts.put("model", lifecycle.title(row));
        facts.put("provider", row.api().provider().title());
        facts.put("mode", row.mode().slug());
        facts.put("prompt", row.prompt());
        Map<String, String> settings = new LinkedHashMap<>();
        row.settings().values().forEach((key, value) -> settings.put(key.slug(), value));
        facts.put("settings", settings);
        facts.put("credits", row.captured().orElse(row.price()).amount());
        facts.put("asked", row.askedAt().toString());
        row.finishedAt().ifPresent(at -> facts.put("finished", at.toString()));
        facts.put("width", part.footage().width());
        facts.put("height", part.footage().height());
        facts.put("seconds", part.footage().lengthMs() / 1000.0);
        facts.put("bytes", part.footage().bytes());
        facts.put("sha256", part.footage().sha256());
        return facts;
    }

    /** Says what it is and is nobody else's name. */
    static String fileName(Generation row) {
        return row.model() + "-" + DAY.format(row.askedAt()) + "-"
                + row.generationId().toString().substring(0, 8) + ".mp4";
    }

    private record Part(Generation row, Footage footage, Stored stored) {}
}
