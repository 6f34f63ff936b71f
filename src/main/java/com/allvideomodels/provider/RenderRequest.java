package com.allvideomodels.provider;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is asked for, once.
 *
 * @param reference of the asking side; goes to no provider
 * @param prompt stripped, within the model's limit; empty only where the model needs none
 * @param inputs in the order of the form
 * @param doorbell where the provider may ring when something changed; {@code null} where nobody outside can reach us
 * @param endUser an opaque name of the person, different for each provider, for those that ask for one
 * @param askedAt when the person asked; used to look for a task whose answer was lost
 */
public record RenderRequest(
        UUID reference,
        Model model,
        Mode mode,
        String prompt,
        Settings settings,
        List<SourceMedia> inputs,
        @Nullable URI doorbell,
        String endUser,
        Instant askedAt) {

    public RenderRequest {
        inputs = List.copyOf(inputs);
    }

    /** Those of one role, in the order of the form. */
    public List<SourceMedia> inputs(InputRole role) {
        return inputs.stream().filter(input -> input.role() == role).toList();
    }

    /** All inputs in the order of the roles: the first frame stands before the last whatever the order of the form. */
    public List<SourceMedia> inputsByRole() {
        return Stream.of(InputRole.values())
                .flatMap(role -> inputs(role).stream())
                .toList();
    }

    /** The catalogue's hints for this mode of the model. */
    public Map<String, String> wireHints() {
        return model.rules(mode).map(ModeRules::wireHints).orElse(Map.of());
    }
}
