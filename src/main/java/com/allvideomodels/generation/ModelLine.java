package com.allvideomodels.generation;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputFacts;
import com.allvideomodels.provider.InputSlot;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of models.
 *
 * @param shortest seconds, 0 where the length is that of what goes in
 * @param sound whether it can make sound
 * @param price of a video of {@code seconds}, {@code null} where the catalogue gives none
 * @param pace from the click to the video, from its own past, {@code null} before there is one
 */
record ModelLine(
        Model model,
        List<Mode> modes,
        long shortest,
        long longest,
        List<String> resolutions,
        boolean sound,
        long seconds,
        @Nullable Credits price,
        Estimates.@Nullable Spread pace) {

    private static final long WANTED = 5;

    /** @param past how long a model has kept people waiting, where that is known */
    static Stream<ModelLine> all(Catalogue catalogue, Function<ModelId, Optional<Estimates.Spread>> past) {
        return catalogue.models().stream()
                .map(model -> of(catalogue, model, past.apply(model.id()).orElse(null)));
    }

    private static ModelLine of(Catalogue catalogue, Model model, Estimates.@Nullable Spread pace) {
        var lengths = new TreeSet<Long>();
        SequencedSet<String> resolutions = new LinkedHashSet<>();
        boolean sound = false;
        for (ModeRules rules : model.modes()) {
            rules.parameter(Key.DURATION).ifPresent(length -> seconds(length).forEach(lengths::add));
            rules.parameter(Key.RESOLUTION).ifPresent(sizes -> resolutions.addAll(words(sizes)));
            sound |= rules.parameter(Key.SOUND).isPresent();
        }
        long seconds = nearest(model.modes().getFirst());
        return new ModelLine(
                model,
                model.modes().stream().map(ModeRules::mode).toList(),
                lengths.isEmpty() ? 0 : lengths.first(),
                lengths.isEmpty() ? 0 : lengths.last(),
                List.copyOf(resolutions),
                sound,
                seconds,
                price(catalogue, model, seconds),
                pace);
    }

    /** The price of the first mode, asked of the same rules that price an order. */
    private static @Nullable Credits price(Catalogue catalogue, Model model, long seconds) {
        ModeRules rules = model.modes().getFirst();
        Settings settings = Settings.NONE.with(Key.DURATION, Long.toString(seconds));
        return catalogue
                .price(model, rules.mode(), settings, examples(rules, seconds))
                .orElse(null);
    }

    private static List<InputFacts> examples(ModeRules rules, long seconds) {
        List<InputFacts> inputs = new ArrayList<>();
        for (InputSlot slot : rules.inputs()) {
            IntStream.range(0, slot.least()).forEach(one -> inputs.add(example(slot, seconds)));
        }
        return inputs;
    }

    private static InputFacts example(InputSlot slot, long seconds) {
        Duration length = slot.video() ? Duration.ofSeconds(seconds) : Duration.ZERO;
        return new InputFacts(slot.role(), slot.video(), 1280, 720, 1_000_000, length, slot.video() ? 24 * seconds : 0);
    }

    /** Five seconds where the model offers them, else the length nearest to five. */
    private static long nearest(ModeRules rules) {
        return rules.parameter(Key.DURATION)
                .map(ModelLine::seconds)
                .orElse(LongStream.of(WANTED))
                .boxed()
                .min(Comparator.comparingLong(length -> Math.abs(length - WANTED)))
                .orElse(WANTED);
    }

    /** A length that the model chooses itself is below zero and says nothing here. */
    private static LongStream seconds(Parameter parameter) {
        return switch (parameter) {
            case Parameter.WholeNumber number -> LongStream.rangeClosed(Math.max(1, number.least()), number.most());
            case Parameter.Choice choice ->
                choice.options().stream()
                        .filter(option -> option.matches("\\d{1,4}"))
                        .mapToLong(Long::parseLong)
                        .filter(length -> length > 0);
            case Parameter.Toggle toggle -> LongStream.empty();
            case Parameter.Words words -> LongStream.empty();
        };
    }

    private static List<String> words(Parameter parameter) {
        return parameter instanceof Parameter.Choice choice ? choice.options() : List.of();
    }
}
