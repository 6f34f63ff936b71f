package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of files that came with requests. Every look at one is in the audit trail, in the same transaction. */
@Component
class AttachmentDesk {

    private final RequestRows requests;
    private final AttachmentRows rows;
    private final MediaVault vault;
    private final Moves moves;

    AttachmentDesk(RequestRows requests, AttachmentRows rows, MediaVault vault, Moves moves) {
        this.requests = requests;
        this.rows = rows;
        this.vault = vault;
        this.moves = moves;
    }

    /** @param there whether it can be opened: it may be past its deadline */
    record Line(Attached file, boolean there) {}

    /** One that can be read. */
    record Opened(Attached attached, Stored stored) {}

    List<Line> of(RequestId request) {
        return rows.of(request).stream()
                .map(file -> new Line(file, stored(file).isPresent()))
                .toList();
    }

    /** Nothing where it was not kept, or is gone. */
    @Transactional
    public Optional<Opened> open(RequestId id, int place, AccountId by) {
        Optional<Opened> opened =
                rows.find(id, place).flatMap(file -> stored(file).map(stored -> new Opened(file, stored)));
        if (opened.isPresent()) {
            moves.note(requests.find(id).orElseThrow(), "attachment-opened", by);
        }
        return opened;
    }

    private Optional<Stored> stored(Attached file) {
        AccountId owner = file.owner();
        MediaId media = file.media();
        return owner == null || media == null ? Optional.empty() : vault.find(owner, media);
    }
}
