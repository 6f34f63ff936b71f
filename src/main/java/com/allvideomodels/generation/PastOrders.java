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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The composer as it was when something was asked for before, or begun with an upload. */
@Component
class PastOrders {

    private final GenerationRows rows;
    private final Uploads uploads;
    private final Catalogue catalogue;

    PastOrders(GenerationRows rows, Uploads uploads, Catalogue catalogue) {
        this.rows = rows;
        this.uploads = uploads;
        this.catalogue = catalogue;
    }

    /** The fields of an earlier generation of this person: settings kept, seed not. */
    Optional<MultiValueMap<String, String>> fields(AccountId me, String generation) {
        return find(me, generation).map(row -> fields(me, row));
    }

    /** The prompt of an earlier generation of this person, and nothing else of it. */
    Optional<String> prompt(AccountId me, String generation) {
        return find(me, generation).map(Generation::prompt);
    }

    private Optional<Generation> find(AccountId me, String generation) {
        return id(generation).flatMap(id -> rows.findByIdAndOwnerAndDeletedAtIsNull(id, me.value()));
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

    /** The form with an upload in the first place that takes it. */
    CreateForm withUpload(AccountId me, CreateForm form, @Nullable String upload) {
        return Optional.ofNullable(upload)
                .flatMap(PastOrders::id)
                .flatMap(id -> uploads.find(me, new UploadId(id)))
                .map(known -> placed(form, known))
                .orElse(form);
    }

    /** In the way of starting that was asked for, or in one that takes it where that does not. */
    private CreateForm placed(CreateForm form, Upload upload) {
        return Stream.of(form.mode(), upload.video() ? Mode.EDIT : Mode.IMAGE)
                .flatMap(mode ->
                        place(form, mode, upload)
                                .map(role -> form.withMode(mode).withInput(role, upload.id()))
                                .stream())
                .findFirst()
                .orElse(form);
    }

    /** The first place that takes it and is free, else the first that takes it. */
    private Optional<InputRole> place(CreateForm form, Mode mode, Upload upload) {
        List<InputRole> places = slots(form, mode)
                .filter(slot -> slot.video() == upload.video())
                .map(InputSlot::role)
                .toList();
        return places.stream()
                .filter(role -> form.inputs(role).isEmpty())
                .findFirst()
                .or(() -> places.stream().findFirst());
    }

    /** The places of the chosen models that work this way, or of all that do where none was chosen. */
    private Stream<InputSlot> slots(CreateForm form, Mode mode) {
        List<ModeRules> all = rules(catalogue.models().stream(), mode);
        List<ModeRules> chosen = rules(catalogue.models().stream().filter(model -> form.chose(model.id())), mode);
        return (chosen.isEmpty() ? all : chosen).stream().limit(1).flatMap(rules -> rules.inputs().stream());
    }

    private static List<ModeRules> rules(Stream<Model> models, Mode mode) {
        return models.flatMap(model -> model.rules(mode).stream()).toList();
    }

    private static Optional<UUID> id(String typed) {
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
