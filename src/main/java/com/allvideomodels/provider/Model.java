package com.allvideomodels.provider;

import java.util.List;
import java.util.Optional;

/**
 * One model of the catalogue.
 *
 * @param wireId the provider's name for it: a model id, or for fal the start of the endpoint path
 * @param title as people know it; the same in every language
 * @param modes what it can do, in the order of the form; never empty
 */
public record Model(ModelId id, ProviderApi api, String wireId, String title, List<ModeRules> modes) {

    public Model {
        modes = List.copyOf(modes);
        if (modes.isEmpty()) {
            throw new IllegalArgumentException(id + " can do nothing");
        }
    }

    public Provider provider() {
        return api.provider();
    }

    public Optional<ModeRules> rules(Mode mode) {
        return modes.stream().filter(rules -> rules.mode() == mode).findFirst();
    }
}
