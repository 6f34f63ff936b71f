package com.allvideomodels.provider.pika;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.http.NotPlaced;
import com.allvideomodels.provider.pika.FalWire.Slot;
import java.util.Map;

/**
 * fal's storage for inputs. Every input goes there, however small: a data URI would stay in the stored request for thirty days,
 * a stored file lives as long as the upload asks for.
 */
final class FalStorage {

    private final ApiClient storage;
    private final Map<String, String> lifetime;

    FalStorage(ApiClient storage, String lifecycle) {
        this.storage = storage;
        this.lifetime = Map.of("X-Fal-Object-Lifecycle", lifecycle);
    }

    /** @throws NotPlaced if it could not be stored; no video was asked for yet */
    String place(SourceMedia input) throws NotPlaced {
        var slot = slot(input);
        if (slot.uploadUrl() == null || slot.fileUrl() == null) {
            throw NotPlaced.busy();
        }
        var stored = storage.putElsewhere(slot.uploadUrl(), input, Map.of());
        if (stored instanceof Answered answer && answer.ok()) {
            return slot.fileUrl();
        }
        throw NotPlaced.busy();
    }

    private Slot slot(SourceMedia input) throws NotPlaced {
        var address = storage.at("/storage/upload/initiate?storage_type=fal-cdn-v3");
        var asked = Map.of("content_type", input.contentType(), "file_name", input.fileName());
        var answer = storage.send("POST", address, asked, lifetime);
        return answer.success(Slot.class).orElseThrow(() -> NotPlaced.after(answer, FalFailure::refused));
    }
}
