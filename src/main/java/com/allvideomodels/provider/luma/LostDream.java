package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a generation whose answer was lost. Luma tells the request back, and with it the mark on our callback address. Where
 * there was no address, the words, the settings and the time must do.
 */
record LostDream(RenderRequest request) {

    /** Our clock and Luma's may differ. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    Reconciliation among(List<Dream> dreams) {
        var fitting = dreams.stream().filter(this::fits).toList();
        var marked = fitting.stream().filter(this::marked).toList();
        return one(marked.isEmpty() ? fitting : marked);
    }

    private static Reconciliation one(List<Dream> fitting) {
        if (fitting.isEmpty()) {
            return new Reconciliation.Absent();
        }
        var id = fitting.getFirst().id();
        return fitting.size() == 1 && id != null
                ? new Reconciliation.Found(ProviderTask.of(id))
                : new Reconciliation.NotOffered();
    }

    private boolean marked(Dream dream) {
        var told = dream.request();
        return told != null && told.callbackUrl() != null && told.callbackUrl().endsWith(NewClip.mark(request));
    }

    private boolean fits(Dream dream) {
        var told = dream.request();
        return told != null
                && request.model().wireId().equals(dream.model())
                && request.prompt().equals(told.prompt())
                && recent(dream.createdAt())
                && (told.callbackUrl() == null || marked(dream))
                && !contradicts(told);
    }

    private boolean contradicts(Dream.Request told) {
        var chosen = request.settings();
        return differs(told.aspectRatio(), chosen.get(Key.RATIO).orElse(null))
                || differs(told.resolution(), chosen.get(Key.RESOLUTION).orElse(null))
                || differs(
                        told.duration(),
                        chosen.get(Key.DURATION).map(seconds -> seconds + "s").orElse(null));
    }

    private boolean recent(@Nullable String createdAt) {
        var created = instant(createdAt);
        return created != null && !created.isBefore(request.askedAt().minus(SKEW));
    }

    private static @Nullable Instant instant(@Nullable String written) {
        try {
            return written == null ? null : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** What is not told contradicts nothing. */
    private static boolean differs(@Nullable String told, @Nullable String asked) {
        return told != null && asked != null && !told.equals(asked);
    }
}
