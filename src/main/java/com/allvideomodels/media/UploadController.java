package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.LocalPath;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of what a person uploaded. */
@Controller
class UploadController {

    static final String NONE = "NONE";

    private final CheckedUploads uploads;
    private final IncomingFiles files;
    private final MediaVault vault;
    private final Delivery delivery;
    private final MediaSettings.UploadLimits limits;
    private final InstantSource clock;

    UploadController(
            CheckedUploads uploads,
            IncomingFiles files,
            MediaVault vault,
            Delivery delivery,
            MediaSettings settings,
            InstantSource clock) {
        this.uploads = uploads;
        this.files = files;
        this.vault = vault;
        this.delivery = delivery;
        this.limits = settings.uploads();
        this.clock = clock;
    }

    /** An upload as the page shows it. */
    record Shown(Upload upload, String size, String length, TimeLeft left, String deadline) {}

    /** A file that was not taken, and the message that says why. */
    record Refusal(String name, String why) implements Serializable {}

    /** @param back where the person came from to bring something, and where they go on with it */
    @GetMapping("/uploads")
    String list(@Me AccountId me, @RequestParam(required = false) @Nullable String back, Model model, Locale locale) {
        model.addAttribute("back", LocalPath.of(back, ""));
        model.addAttribute(
                "uploads",
                uploads.listed(me, limits.most()).stream()
                        .map(one -> shown(one, locale))
                        .toList());
        model.addAttribute("limits", limits);
        return "media/uploads";
    }

    @PostMapping("/uploads")
    String receive(
            @Me AccountId me,
            @RequestParam(required = false) @Nullable String back,
            HttpServletRequest request,
            RedirectAttributes after) {
        String next = LocalPath.of(back, "");
        List<IncomingFiles.Taken> taken = files.take(me, request);
        List<Refusal> refused = refusals(taken);
        if (refused.isEmpty() && !next.isEmpty()) {
            last(taken)
                    .ifPresent(
                            upload -> after.addAttribute("upload", upload.id().toString()));
            return "redirect:" + next;
        }
        after.addFlashAttribute("refused", refused);
        if (taken.stream().anyMatch(one -> one.receipt() instanceof Uploads.Receipt.Received)) {
            after.addFlashAttribute("notice", "upload.received");
        }
        if (!next.isEmpty()) {
            after.addAttribute("back", next);
        }
        return "redirect:/uploads";
    }

    /** Where the person goes on, what came last is told. */
    private static Optional<Upload> last(List<IncomingFiles.Taken> taken) {
        return taken.reversed().stream()
                .map(IncomingFiles.Taken::receipt)
                .filter(Uploads.Receipt.Received.class::isInstance)
                .map(receipt -> ((Uploads.Receipt.Received) receipt).upload())
                .findFirst();
    }

    private static List<Refusal> refusals(List<IncomingFiles.Taken> taken) {
        return taken.isEmpty()
                ? List.of(new Refusal("", NONE))
                : taken.stream().flatMap(one -> refusal(one).stream()).toList();
    }

    static Optional<Refusal> refusal(IncomingFiles.Taken taken) {
        return switch (taken.receipt()) {
            case Uploads.Receipt.Received received -> Optional.empty();
            case Uploads.Receipt.Refused refused ->
                Optional.of(new Refusal(taken.name(), refused.why().name()));
        };
    }

    @PostMapping("/uploads/{id}/deletion")
    String delete(@Me AccountId me, @PathVariable UUID id, RedirectAttributes after) {
        uploads.delete(me, new UploadId(id));
        after.addFlashAttribute("notice", "upload.deleted");
        return "redirect:/uploads";
    }

    @GetMapping("/uploads/{id}/poster")
    void poster(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Upload upload = upload(me, id);
        Stored poster = Optional.ofNullable(upload.poster())
                .flatMap(media -> vault.find(me, media))
                .orElseThrow(UploadController::notThere);
        delivery.send(poster, null, request, response);
    }

    @GetMapping("/uploads/{id}/file")
    void file(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Upload upload = upload(me, id);
        Stored original = vault.find(me, upload.original()).orElseThrow(UploadController::notThere);
        delivery.send(original, upload.name(), request, response);
    }

    private Upload upload(AccountId me, UUID id) {
        return uploads.find(me, new UploadId(id)).orElseThrow(UploadController::notThere);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private Shown shown(UploadRows.Listed listed, Locale locale) {
        Upload upload = listed.upload();
        return new Shown(
                upload,
                size(listed.bytes(), locale),
                length(upload.length()),
                TimeLeft.of(Duration.between(clock.instant(), upload.deadline())),
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                        .withLocale(locale)
                        .withZone(ZoneOffset.UTC)
                        .format(upload.deadline()));
    }

    private static String size(long bytes, Locale locale) {
        return bytes < 1_000_000
                ? String.format(locale, "%d kB", Math.max(1, bytes / 1_000))
                : String.format(locale, "%.1f MB", bytes / 1e6);
    }

    private static String length(Duration length) {
        return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
    }
}
