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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
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
    @Nullable
    String send(
            @Me AccountId me,
            @RequestParam(name = "id", defaultValue = "") List<UUID> ids,
            HttpServletResponse response,
            RedirectAttributes after)
            throws IOException {
        List<Part> parts = parts(me, ids);
        if (parts.isEmpty()) {
            after.addFlashAttribute(
                    "problem", ids.isEmpty() ? "generation.nothing-chosen" : "generation.nothing-playable");
            return "redirect:/generations";
        }
        send(parts, response);
        return null;
    }

    private void send(List<Part> parts, HttpServletResponse response) throws IOException {
        response.setContentType("application/zip");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"videos-" + DAY.format(clock.instant()) + ".zip\"");
        response.setHeader("Cache-Control", "private, no-store");
        // Not closed where something fails: the connection must break, or half an archive would look like a whole one.
        var zip = new ZipOutputStream(new BufferedOutputStream(response.getOutputStream(), 1 << 16));
        List<Map<String, Object>> told = new ArrayList<>();
        for (Part part : parts) {
            boolean written = write(zip, part);
            told.add(described(part, written));
        }
        describe(zip, told);
        zip.close();
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

    /** @return whether it is in the archive: one that has reached its deadline meanwhile is left out */
    private boolean write(ZipOutputStream zip, Part part) throws IOException {
        InputStream opened;
        try {
            opened = vault.open(part.stored());
        } catch (MediaVault.Gone e) {
            return false;
        }
        try (InputStream bytes = opened) {
            zip.putNextEntry(entry(part));
            bytes.transferTo(zip);
            zip.closeEntry();
        }
        return true;
    }

    private static ZipEntry entry(Part part) {
        var entry = new ZipEntry(fileName(part.row()));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(part.footage().bytes());
        entry.setCompressedSize(part.footage().bytes());
        entry.setCrc(part.footage().crc32());
        part.row()
                .finishedAt()
                .ifPresent(at -> entry.setTimeLocal(at.atOffset(ZoneOffset.UTC).toLocalDateTime()));
        return entry;
    }

    private void describe(ZipOutputStream zip, List<Map<String, Object>> told) throws IOException {
        zip.putNextEntry(new ZipEntry("metadata.json"));
        zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(told));
        zip.closeEntry();
    }

    private Map<String, Object> described(Part part, boolean written) {
        Generation row = part.row();
        Map<String, Object> facts = new LinkedHashMap<>();
        if (written) {
            facts.put("file", fileName(row));
        } else {
            facts.put("deleted", true);
        }
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
