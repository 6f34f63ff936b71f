package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.retention.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** How the files of a request end: with the account, or some time after the request. In the caller's transaction. */
@Component
class Attachments {

    /** For an appeal against the answer. */
    private static final Duration AFTER_THE_END = Duration.ofDays(30);

    private final AttachmentRows rows;
    private final MediaVault vault;

    Attachments(AttachmentRows rows, MediaVault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    void closed(RequestId request, Instant at) {
        forEach(request, (owner, media) -> vault.shorten(owner, media, at.plus(AFTER_THE_END)));
    }

    /** Files and lines. */
    void erase(RequestId request) {
        forEach(request, (owner, media) -> vault.shred(owner, media, Cause.ERASURE));
        rows.forget(request);
    }

    private void forEach(RequestId request, BiConsumer<AccountId, MediaId> what) {
        rows.of(request).forEach(one -> {
            if (one.owner() != null && one.media() != null) {
                what.accept(one.owner(), one.media());
            }
        });
    }
}
