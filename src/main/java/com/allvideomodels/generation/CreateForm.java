package com.allvideomodels.generation;

import com.allvideomodels.media.UploadId;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The form of {@code /create} as it was typed. Its fields differ by model, so they are read by name; what makes no sense is left
 * out and what is wrong is kept, to be shown again beside its message.
 *
 * @param key made when the form was first shown: the same key is the same click
 * @param agreed the prices that were shown, in the order of the orders; empty where none was
 * @param compare whether several models are asked at once
 */
record CreateForm(
        UUID key,
        String prompt,
        Mode mode,
        List<ModelId> models,
        boolean compare,
        Settings settings,
        Map<InputRole, List<UploadId>> inputs,
        List<Long> agreed) {

    /** Longer than any model takes. What is longer still is refused and shown again, and not carried along elsewhere. */
    private static final int LONGEST_DRAFT = 20_000;

    private static final int MOST_INPUTS = 60;

    static CreateForm of(MultiValueMap<String, String> fields) {
        return new CreateForm(
                first(fields, "key", CreateForm::uuid).orElseGet(UUID::randomUUID),
                clean(fields.getFirst("prompt")),
                first(fields, "mode", CreateForm::mode).orElse(Mode.TEXT),
                all(fields, "model", CreateForm::model),
                "true".equals(fields.getFirst("compare")),
                settings(fields),
                inputs(fields),
                all(fields, "agreed", CreateForm::number));
    }

    /** The same fields again, as they are kept while the person is elsewhere. The key is not: opened again, it is another form. */
    MultiValueMap<String, String> fields() {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("prompt", prompt.substring(0, Math.min(LONGEST_DRAFT, prompt.length())));
        fields.add("mode", mode.slug());
        fields.add("compare", Boolean.toString(compare));
        models.forEach(model -> fields.add("model", model.value()));
        settings.values().forEach((setting, value) -> fields.add("setting-" + setting.slug(), value));
        inputs.forEach(
                (role, uploads) -> uploads.forEach(upload -> fields.add("input-" + role.slug(), upload.toString())));
        return fields;
    }

    List<UploadId> inputs(InputRole role) {
        return inputs.getOrDefault(role, List.of());
    }

    boolean chose(ModelId model) {
        return models.contains(model);
    }

    CreateForm withModels(List<ModelId> chosen) {
        return new CreateForm(key, prompt, mode, chosen, compare, settings, inputs, agreed);
    }

    CreateForm withSettings(Settings other) {
        return new CreateForm(key, prompt, mode, models, compare, other, inputs, agreed);
    }

    /** The same form as a new click. */
    CreateForm renewed() {
        return new CreateForm(UUID.randomUUID(), prompt, mode, models, compare, settings, inputs, List.of());
    }

    CreateForm withInput(InputRole role, UploadId upload) {
        Map<InputRole, List<UploadId>> more = new EnumMap<>(InputRole.class);
        more.putAll(inputs);
        more.put(role, List.of(upload));
        return new CreateForm(key, prompt, mode, models, compare, settings, more, agreed);
    }

    CreateForm withMode(Mode other) {
        return new CreateForm(key, prompt, other, models, compare, settings, inputs, agreed);
    }

    /** Line ends become one kind, and other control characters go. */
    private static String clean(@Nullable String typed) {
        if (typed == null) {
            return "";
        }
        return typed.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
    }

    private static Settings settings(MultiValueMap<String, String> fields) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            String typed = fields.getFirst("setting-" + key.slug());
            if (typed != null && !typed.isBlank()) {
                values.put(key, clean(typed).strip());
            }
        }
        return new Settings(values);
    }

    private static Map<InputRole, List<UploadId>> inputs(MultiValueMap<String, String> fields) {
        Map<InputRole, List<UploadId>> inputs = new EnumMap<>(InputRole.class);
        for (InputRole role : InputRole.values()) {
            List<UploadId> chosen = all(fields, "input-" + role.slug(), value -> new UploadId(uuid(value)));
            if (!chosen.isEmpty()) {
                inputs.put(role, chosen.stream().distinct().limit(MOST_INPUTS).toList());
            }
        }
        return inputs;
    }

    private static <T> Optional<T> first(MultiValueMap<String, String> fields, String name, Function<String, T> read) {
        return all(fields, name, read).stream().findFirst();
    }

    /** The values that can be read; the others were not made by our form. */
    private static <T> List<T> all(MultiValueMap<String, String> fields, String name, Function<String, T> read) {
        List<T> values = new ArrayList<>();
        for (String value : fields.getOrDefault(name, List.of())) {
            try {
                values.add(read.apply(value));
            } catch (IllegalArgumentException e) {
                // not ours
            }
        }
        return List.copyOf(values);
    }

    private static UUID uuid(String value) {
        return UUID.fromString(value);
    }

    private static ModelId model(String value) {
        return new ModelId(value);
    }

    private static Long number(String value) {
        return Long.valueOf(value);
    }

    private static Mode mode(String slug) {
        for (Mode mode : Mode.values()) {
            if (mode.slug().equals(slug)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no mode");
    }
}
