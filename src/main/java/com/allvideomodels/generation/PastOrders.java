package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.InputSlot;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter.Key;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The composer as it was when something was asked for before, or begun with an upload. */
@Component
class PastOrders implements Remixes {

    private final GenerationRows rows;
    private final Uploads uploads;
    private final Catalogue catalogue;

    PastOrders(GenerationRows rows, Uploads uploads, Catalogue catalogue) {
        this.rows = rows;
        this.uploads = uploads;
        this.catalogue = catalogue;
    }

    @Override
    public Optional<MultiValueMap<String, String>> fields(AccountId me, String generation) {
        return id(generation)
                .flatMap(id -> rows.findByIdAndOwnerAndDeletedAtIsNull(id, me.value()))
                .map(row -> fields(me, row));
    }

    private MultiValueMap<String, String> fields(AccountId me, Generation row) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("prompt", row.prompt());
        fields.add("mode", row.mode().slug());
        fields.add("model", row.model().value());
        // A new video, not the same one once more.
        row.settings().without(Key.SEED).values().forEach((key, value) -> fields.add("setting-" + key.slug(), value));
        for (Input input : row.inputs()) {
            uploads.find(me, new UploadId(input.uploadId()))
                    .ifPresent(upload -> fields.add(
                            "input-" + input.role().slug(), upload.id().toString()));
        }
        return fields;
    }

    @Override
    public CreateForm withUpload(AccountId me, CreateForm form, @Nullable String upload) {
        return Optional.ofNullable(upload)
                .flatMap(PastOrders::id)
                .flatMap(id -> uploads.find(me, new UploadId(id)))
                .map(known -> placed(form, known))
                .orElse(form);
    }

    /** In the first place of the form that takes it; in the way of starting that takes it, where this one does not. */
    private CreateForm placed(CreateForm form, Upload upload) {
        return place(form, form.mode(), upload)
                .map(role -> form.withInput(role, upload.id()))
                .orElseGet(() -> {
                    Mode other = upload.video() ? Mode.EDIT : Mode.IMAGE;
                    InputRole role = place(form, other, upload)
                            .orElse(upload.video() ? InputRole.SOURCE_VIDEO : InputRole.FIRST_FRAME);
                    return form.withMode(other).withInput(role, upload.id());
                });
    }

    private Optional<InputRole> place(CreateForm form, Mode mode, Upload upload) {
        return form.models().stream()
                .flatMap(id -> catalogue.find(id).stream())
                .flatMap(model -> slots(model, mode))
                .filter(slot -> slot.video() == upload.video())
                .map(InputSlot::role)
                .findFirst();
    }

    private static java.util.stream.Stream<InputSlot> slots(Model model, Mode mode) {
        return model.rules(mode).map(ModeRules::inputs).stream().flatMap(java.util.List::stream);
    }

    private static Optional<UUID> id(String typed) {
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
