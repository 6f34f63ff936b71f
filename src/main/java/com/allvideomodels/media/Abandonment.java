package com.allvideomodels.media;

import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders that destroyed which was stored whole and then never became part of anything. */
@Component
class Abandonment {

    private final MediaRows rows;
    private final Shredding shredding;
    private final LegalHolds holds;

    Abandonment(MediaRows rows, Shredding shredding, LegalHolds holds) {
        this.rows = rows;
        this.shredding = shredding;
        this.holds = holds;
    }

    @Transactional
    void untakenUploads(Instant since, Instant now) {
        holds.guard();
        rows.withoutUpload(since).forEach(one -> abandon(one, now));
    }

    @Transactional
    void untakenOutputs(Instant since, Instant now, int most) {
        holds.guard();
        rows.untaken(since, most).forEach(one -> abandon(one, now));
    }

    private void abandon(Stored stored, Instant now) {
        shredding.order(stored.owner(), stored.id(), Cause.ABANDONED, now);
    }
}
