package com.allvideomodels.generation;

import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Settings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a person wrote themselves of what goes to a provider: the prompt, and every setting that the model takes words for. */
final class Words {

    private Words() {}

    /** Blank where nothing was written. */
    static String of(Model model, Mode mode, String prompt, Settings settings) {
        List<Parameter> parameters =
                model.rules(mode).map(ModeRules::parameters).orElse(List.of());
        Stream<String> typed = parameters.stream()
                .filter(Parameter.Words.class::isInstance)
                .flatMap(parameter -> settings.get(parameter.key()).stream());
        return Stream.concat(Stream.of(prompt.strip()), typed)
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining("\n\n"));
    }
}
