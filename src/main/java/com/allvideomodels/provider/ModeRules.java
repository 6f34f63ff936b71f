package com.allvideomodels.provider;

import com.allvideomodels.provider.Parameter.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model takes in one mode.
 *
 * @param wirePath the endpoint where it differs by mode, else empty
 * @param wireHints what else the adapter must know, for instance {@code duration: string}; never shown
 * @param forbidden combinations of settings that the provider refuses
 */
public record ModeRules(
        Mode mode,
        String wirePath,
        Map<String, String> wireHints,
        PromptRule prompt,
        List<InputSlot> inputs,
        List<Parameter> parameters,
        List<Map<Key, String>> forbidden,
        PriceRule price) {

    public ModeRules {
        wireHints = Map.copyOf(wireHints);
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        forbidden = List.copyOf(forbidden);
    }

    public Optional<Parameter> parameter(Key key) {
        return parameters.stream().filter(p -> p.key() == key).findFirst();
    }

    /**
     * What a prompt may be.
     *
     * @param least 0 where it may be left out
     * @param most in UTF-16 code units, which is what {@link String#length()} counts
     */
    public record PromptRule(int least, int most) {}
}
