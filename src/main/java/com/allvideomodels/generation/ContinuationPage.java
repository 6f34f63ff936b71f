package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Inspector;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.privacy.Restrictions;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.web.Me;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Goes on with a finished video: it, or its last frame, becomes an upload, and the composer opens with it. Such an upload goes
 * when the video goes, at the latest.
 */
@Controller
@RequestMapping("/generations/{id:[0-9a-fA-F-]{36}}")
class ContinuationPage {

    private static final Duration BEFORE_THE_END = Duration.ofMillis(60);

    private final Outputs outputs;
    private final Continuations continuations;
    private final Inspector inspector;
    private final Uploads uploads;
    private final MediaVault vault;
    private final TransactionTemplate transaction;
    private final Restrictions restrictions;

    ContinuationPage(
            Outputs outputs,
            Continuations continuations,
            Inspector inspector,
            Uploads uploads,
            MediaVault vault,
            TransactionTemplate transaction,
            Restrictions restrictions) {
        this.outputs = outputs;
        this.continuations = continuations;
        this.inspector = inspector;
        this.uploads = uploads;
        this.vault = vault;
        this.transaction = transaction;
        this.restrictions = restrictions;
    }

    @PostMapping("/continuation")
    String useVideo(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String mode,
            RedirectAttributes flash)
            throws IOException {
        Generation row = outputs.of(me, id);
        if (restrictions.isRestricted(me)) {
            return restricted(row, flash);
        }
        Mode wanted = continuations.of(row).stream()
                .filter(one -> one.slug().equals(mode))
                .findFirst()
                .orElseThrow(NotThere::new);
        return adopted(me, row, outputs.video(me, row), "mp4", wanted, flash);
    }

    /** @param at seconds from the beginning; the last frame where that says nothing or is past it */
    @PostMapping("/frames")
    String useFrame(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String at,
            RedirectAttributes flash)
            throws IOException {
        Generation row = outputs.of(me, id);
        if (restrictions.isRestricted(me)) {
            return restricted(row, flash);
        }
        Stored still = inspector.still(
                outputs.video(me, row), moment(at, outputs.playable(row).length()));
        try {
            return adopted(me, row, still, "jpg", Mode.IMAGE, flash);
        } finally {
            transaction.executeWithoutResult(status -> vault.shred(me, still.id(), Cause.ABANDONED));
        }
    }

    private static String restricted(Generation row, RedirectAttributes flash) {
        flash.addFlashAttribute("problem", "create.restricted");
        return "redirect:/generations/" + row.generationId().value();
    }

    private static Duration moment(String at, Duration length) {
        long last = Math.max(0, length.minus(BEFORE_THE_END).toMillis());
        long asked = at.matches("\\d{1,6}(\\.\\d{1,3})?") ? (long) (Double.parseDouble(at) * 1000) : last;
        return Duration.ofMillis(Math.min(asked, last));
    }

    private String adopted(
            AccountId me, Generation row, Stored source, String ending, Mode mode, RedirectAttributes flash)
            throws IOException {
        String id = row.generationId().value().toString();
        Instant until = row.deadline().orElseThrow(NotThere::new);
        return switch (uploads.adopt(me, id.substring(0, 8) + "." + ending, source, until)) {
            case Uploads.Receipt.Received received ->
                "redirect:/create?mode=" + mode.slug() + "&upload="
                        + received.upload().id();
            case Uploads.Receipt.Refused refused -> {
                flash.addFlashAttribute("problem", "upload.refused." + refused.why());
                yield "redirect:/generations/" + id;
            }
        };
    }
}
