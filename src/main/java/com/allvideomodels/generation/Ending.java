package com.allvideomodels.generation;

import com.allvideomodels.generation.GenerationView.When;
import com.allvideomodels.retention.DeletionProof;
import com.allvideomodels.retention.DeletionProof.Standing;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of a video that is gone may say of it. */
@Component
class Ending {

    private final DeletionProof proof;

    Ending(DeletionProof proof) {
        this.proof = proof;
    }

    /**
     * @param slug of the words: {@code none} where no video was ever stored
     * @param at when it was destroyed; nothing while that is not known
     * @param receipt nothing until it is confirmed
     */
    record Said(
            String slug,
            @Nullable When at,
            @Nullable UUID receipt,
            @Nullable Long number) {}

    Said of(Generation gone) {
        return gone.output()
                .map(output -> said(proof.of(gone.owner(), output.value())))
                .orElseGet(() -> new Said("none", null, null, null));
    }

    private static Said said(Standing standing) {
        return switch (standing) {
            case Standing.NotYet() -> new Said("not-yet", null, null, null);
            case Standing.Unconfirmed(var at, var bytesGone) ->
                new Said(bytesGone ? "unconfirmed" : "bytes-left", When.of(at), null, null);
            case Standing.Confirmed(var at, var receipt, var number) ->
                new Said("confirmed", When.of(at), receipt, number);
        };
    }
}
