package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.http.Listing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a generation whose answer was lost. Luma tells the request back, and with it the mark on our callback address. Where
 * there was no address, the words, the settings and the time must do.
 */
record LostDream(RenderRequest request) {

    Reconciliation among(List<Dream> dreams) {
        var fitting = dreams.stream().filter(this::fits).toList();
        var marked = fitting.stream().filter(this::marked).toList();
        return Listing.only(marked.isEmpty() ? fitting : marked, Dream::id);
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
        return Listing.differs(told.aspectRatio(), chosen.get(Key.RATIO).orElse(null))
                || Listing.differs(told.resolution(), chosen.get(Key.RESOLUTION).orElse(null))
                || Listing.differs(told.duration(), NewClip.duration(request));
    }

    private boolean recent(@Nullable String createdAt) {
        var created = instant(createdAt);
        return created != null && !created.isBefore(Listing.earliest(request));
    }

    private static @Nullable Instant instant(@Nullable String written) {
        try {
            return written == null ? null : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
