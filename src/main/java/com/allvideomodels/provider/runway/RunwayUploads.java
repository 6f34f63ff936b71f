package com.allvideomodels.provider.runway;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.http.DataUri;
import com.allvideomodels.provider.http.NotPlaced;
import com.allvideomodels.provider.runway.RunwayWire.Slot;
import java.io.IOException;
import java.util.Map;

/** Brings inputs where Runway can read them: small pictures inside the request, everything else into a slot that lives a day. */
final class RunwayUploads {

    /** The contract says 5 MB without saying of what; so the whole address stays below it. */
    static final int LARGEST_DATA_URI = 5_000_000;

    private final ApiClient runway;

    RunwayUploads(ApiClient runway) {
        this.runway = runway;
    }

    /** @throws NotPlaced if it could not be brought there; no task was asked for yet */
    String place(SourceMedia input) throws NotPlaced {
        try {
            boolean picture = input.contentType().startsWith("image/");
            return picture && DataUri.length(input) <= LARGEST_DATA_URI ? DataUri.of(input) : upload(input);
        } catch (IOException ownStore) {
            throw NotPlaced.busy();
        }
    }

    private String upload(SourceMedia input) throws NotPlaced {
        var slot = slot(input);
        if (slot.runwayUri() == null || slot.uploadUrl() == null || slot.fields() == null) {
            throw NotPlaced.busy();
        }
        // A storage POST that failed is not repeated: the next attempt takes a new slot.
        var stored = runway.postFormElsewhere(slot.uploadUrl(), slot.fields(), "file", input);
        if (stored instanceof Answered answer && answer.ok()) {
            return slot.runwayUri();
        }
        throw NotPlaced.busy();
    }

    private Slot slot(SourceMedia input) throws NotPlaced {
        var asked = Map.of("filename", input.fileName(), "type", "ephemeral");
        var answer = runway.send("POST", runway.at("/v1/uploads"), asked);
        return answer.success(Slot.class).orElseThrow(() -> NotPlaced.after(answer, RunwayFailure::ofRefusal));
    }
}
