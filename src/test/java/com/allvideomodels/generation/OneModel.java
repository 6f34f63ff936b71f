package com.allvideomodels.generation;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputFacts;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.PriceRule;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Quote;
import com.allvideomodels.provider.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalogue of one model: 4, 6 or 8 seconds, ten credits each. */
class OneModel implements Catalogue {

    private final Model model;

    OneModel(ModelId id) {
        model = new Model(
                id,
                ProviderApi.EVOLINK,
                "one",
                "One",
                List.of(new ModeRules(
                        Mode.TEXT,
                        "",
                        Map.of(),
                        new ModeRules.PromptRule(1, 1000),
                        List.of(),
                        List.of(
                                new Parameter.Choice(Key.DURATION, List.of("4", "6", "8"), "8", false),
                                new Parameter.Choice(Key.RESOLUTION, List.of("720p", "1080p"), "720p", false),
                                new Parameter.Toggle(Key.SOUND, "true", false)),
                        List.of(),
                        new PriceRule(
                                PriceRule.Unit.SECOND, List.of(new PriceRule.Rate(Map.of(), BigDecimal.TEN)), 0))));
    }

    @Override
    public List<Model> models() {
        return List.of(model);
    }

    @Override
    public Optional<Model> find(ModelId id) {
        return models().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    @Override
    public Quote quote(Model model, Mode mode, String prompt, Settings settings, List<InputFacts> inputs) {
        return new Quote.Priced(settings, price(model, mode, settings, inputs).orElseThrow());
    }

    @Override
    public Optional<Credits> price(Model model, Mode mode, Settings settings, List<InputFacts> inputs) {
        return Optional.of(new Credits(10L * settings.number(Key.DURATION).orElse(8)));
    }
}
