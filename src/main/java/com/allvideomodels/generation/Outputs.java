package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a person's generations made, and nothing of anyone else's. Whatever is not there ends as a 404. */
@Component
class Outputs {

    private final GenerationRows rows;
    private final MediaVault vault;
    private final InstantSource clock;

    Outputs(GenerationRows rows, MediaVault vault, InstantSource clock) {
        this.rows = rows;
        this.vault = vault;
        this.clock = clock;
    }

    /** @throws NotThere also where it is a stranger's or deleted */
    Generation of(AccountId me, UUID id) {
        return rows.findByIdAndOwnerAndDeletedAtIsNull(id, me.value()).orElseThrow(NotThere::new);
    }

    /** One that this person deleted: what is left of it is the reason for entries of the ledger. */
    Optional<Generation> deleted(AccountId me, UUID id) {
        return rows.findByIdAndOwnerAndDeletedAtIsNotNull(id, me.value());
    }

    Stored video(AccountId me, Generation row) {
        return stored(me, playable(row).output());
    }

    Stored poster(AccountId me, Generation row) {
        return stored(me, playable(row).poster());
    }

    /** The row refuses at its own deadline, which may be earlier than the vault's. */
    Footage playable(Generation row) {
        return row.playable(clock.instant()).orElseThrow(NotThere::new);
    }

    private Stored stored(AccountId me, @Nullable UUID media) {
        if (media == null) {
            throw new NotThere();
        }
        return vault.find(me, new MediaId(media)).orElseThrow(NotThere::new);
    }
}
