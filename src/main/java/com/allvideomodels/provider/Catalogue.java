package com.allvideomodels.provider;

import com.allvideomodels.kernel.Credits;
import java.util.List;
import java.util.Optional;

/** The models on offer, from {@code models.yml}. Immutable once read; a file that cannot be read or contradicts itself stops the start. */
public interface Catalogue {

    /** Every model in the order of the file, whether its provider is available or not. */
    List<Model> models();

    Optional<Model> find(ModelId id);

    /**
     * Checks a filled-in form and prices it. The same rules serve the form, the price shown and the request.
     *
     * @param prompt as typed; it is stripped before it is measured
     * @param settings as typed, in the product's words; what the model does not declare is dropped
     */
    Quote quote(Model model, Mode mode, String prompt, Settings settings, List<InputFacts> inputs);

    /**
     * What these settings cost, whether or not the rest of the form can be asked for yet. Values the model does not take
     * count as its presets. Nothing where the model lacks the mode, or where the price hangs on an input that is not there.
     */
    Optional<Credits> price(Model model, Mode mode, Settings settings, List<InputFacts> inputs);
}
