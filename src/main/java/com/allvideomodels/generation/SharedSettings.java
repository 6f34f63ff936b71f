package com.allvideomodels.generation;

import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Choice;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Parameter.Toggle;
import com.allvideomodels.provider.Parameter.WholeNumber;
import com.allvideomodels.provider.Parameter.Words;
import com.allvideomodels.provider.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The settings that several models have in common, and one model's share of them. */
final class SharedSettings {

    private static final long MOST_OPTIONS = 60;

    private SharedSettings() {}

    /** Each setting that every model has, narrowed to the values that all of them take. */
    static List<Parameter> of(List<ModeRules> models) {
        List<Parameter> first = models.getFirst().parameters();
        return first.stream().flatMap(one -> narrowed(one, models).stream()).toList();
    }

    /**
     * What the form holds once other models were chosen: a value for each setting they share, those that were chosen where they
     * still can be, else the preset. What was typed by hand is never replaced; it is refused in words, if it must be.
     */
    static Settings settled(Settings settings, List<ModeRules> models) {
        Settings settled = Settings.NONE;
        for (Parameter parameter : of(models)) {
            String value = settings.get(parameter.key())
                    .filter(typed -> byHand(parameter) || parameter.takes(typed))
                    .orElse(parameter.preset());
            settled = value == null ? settled : settled.with(parameter.key(), value);
        }
        return settled;
    }

    private static boolean byHand(Parameter parameter) {
        return switch (parameter) {
            case Choice choice -> false;
            case Toggle toggle -> false;
            case WholeNumber number -> number.most() - number.least() > MOST_OPTIONS;
            case Words words -> true;
        };
    }

    /** What a model takes of these settings; its presets stand for the rest. */
    static Settings fit(Settings settings, ModeRules rules) {
        Settings fitting = settings;
        for (Key key : settings.values().keySet()) {
            String value = settings.values().get(key);
            if (rules.parameter(key).filter(one -> one.takes(value)).isEmpty()) {
                fitting = fitting.without(key);
            }
        }
        return fitting;
    }

    private static Optional<Parameter> narrowed(Parameter parameter, List<ModeRules> models) {
        if (models.size() == 1) {
            return Optional.of(parameter);
        }
        List<Optional<Parameter>> same =
                models.stream().map(rules -> rules.parameter(parameter.key())).toList();
        if (same.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> options = options(parameter).stream()
                .filter(value -> same.stream().allMatch(one -> one.orElseThrow().takes(value)))
                .toList();
        return switch (parameter) {
            case Words words -> Optional.of(words);
            case Toggle toggle -> Optional.of(toggle);
            case WholeNumber number when number.most() - number.least() > MOST_OPTIONS -> Optional.of(number);
            case WholeNumber number -> choice(number, options);
            case Choice choice -> choice(choice, options);
        };
    }

    private static Optional<Parameter> choice(Parameter parameter, List<String> options) {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        String preset = parameter.preset() != null && options.contains(parameter.preset())
                ? parameter.preset()
                : options.getFirst();
        return Optional.of(new Choice(parameter.key(), options, preset, parameter.folded()));
    }

    private static List<String> options(Parameter parameter) {
        return switch (parameter) {
            case Choice choice -> choice.options();
            case WholeNumber number
            when number.most() - number.least() <= MOST_OPTIONS ->
                LongStream.rangeClosed(number.least(), number.most())
                        .mapToObj(Long::toString)
                        .toList();
            case WholeNumber number -> List.of();
            case Toggle toggle -> List.of("true", "false");
            case Words words -> List.of();
        };
    }
}
