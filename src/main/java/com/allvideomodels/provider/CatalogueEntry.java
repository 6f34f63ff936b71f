package com.allvideomodels.provider;

import com.allvideomodels.provider.ModeRules.PromptRule;
import com.allvideomodels.provider.Parameter.Choice;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Parameter.Toggle;
import com.allvideomodels.provider.Parameter.WholeNumber;
import com.allvideomodels.provider.Parameter.Words;
import com.allvideomodels.provider.PriceRule.Rate;
import com.allvideomodels.provider.PriceRule.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model as it is written in {@code models.yml}; becomes a {@link Model} or says what is wrong. */
record CatalogueEntry(String id, String api, String wireId, String title, List<ModeEntry> modes) {

    Model toModel() {
        try {
            return new Model(
                    new ModelId(id),
                    word(ProviderApi.class, api),
                    wireId,
                    title,
                    modes.stream().map(ModeEntry::toRules).toList());
        } catch (IllegalArgumentException | NullPointerException | ArithmeticException e) {
            throw new IllegalStateException("models.yml, model " + id + ": " + e.getMessage(), e);
        }
    }

    record File(List<CatalogueEntry> models) {}

    record ModeEntry(
            String mode,
            @Nullable String path,
            @Nullable Map<String, String> hints,
            PromptEntry prompt,
            @Nullable List<InputEntry> inputs,
            @Nullable List<ParameterEntry> parameters,
            @Nullable List<Map<String, String>> forbidden,
            PriceEntry price) {

        ModeRules toRules() {
            return new ModeRules(
                    word(Mode.class, mode),
                    Objects.requireNonNullElse(path, ""),
                    Objects.requireNonNullElse(hints, Map.of()),
                    new PromptRule(prompt.least, prompt.most),
                    list(inputs).stream().map(InputEntry::toSlot).toList(),
                    list(parameters).stream().map(ParameterEntry::toParameter).toList(),
                    list(forbidden).stream().map(CatalogueEntry::keyed).toList(),
                    price.toRule());
        }
    }

    record PromptEntry(int least, int most) {}

    record InputEntry(
            String role,
            String kind,
            int least,
            int most,
            long largestBytes,
            @Nullable BigDecimal shortestSeconds,
            @Nullable BigDecimal longestSeconds) {

        InputSlot toSlot() {
            boolean video = "video".equals(kind);
            if (!video && !"image".equals(kind)) {
                throw new IllegalArgumentException("an input is of kind image or video, not " + kind);
            }
            return new InputSlot(
                    word(InputRole.class, role),
                    video,
                    least,
                    most,
                    largestBytes,
                    seconds(shortestSeconds),
                    seconds(longestSeconds));
        }

        private static @Nullable Duration seconds(@Nullable BigDecimal value) {
            return value == null
                    ? null
                    : Duration.ofMillis(value.movePointRight(3).longValueExact());
        }
    }

    record ParameterEntry(
            String key,
            @Nullable List<String> options,
            @Nullable Boolean toggle,
            @Nullable Integer longest,
            @Nullable Long least,
            @Nullable Long most,
            @Nullable String preset,
            boolean folded) {

        Parameter toParameter() {
            Key name = word(Key.class, key);
            if (options != null) {
                return new Choice(name, options, Objects.requireNonNullElse(preset, options.getFirst()), folded);
            }
            if (toggle != null) {
                return new Toggle(name, Objects.requireNonNullElse(preset, "false"), folded);
            }
            if (longest != null) {
                return new Words(name, longest, folded);
            }
            if (least != null && most != null) {
                return new WholeNumber(name, least, most, preset, folded);
            }
            throw new IllegalArgumentException("setting " + key + " needs options, toggle, longest, or least and most");
        }
    }

    record PriceEntry(String unit, long minimum, List<RateEntry> rates) {

        PriceRule toRule() {
            return new PriceRule(
                    word(Unit.class, unit),
                    rates.stream().map(RateEntry::toRate).toList(),
                    minimum);
        }
    }

    record RateEntry(@Nullable Map<String, String> when, BigDecimal credits) {

        Rate toRate() {
            return new Rate(when == null ? Map.of() : keyed(when), credits);
        }
    }

    private static Map<Key, String> keyed(Map<String, String> words) {
        Map<Key, String> keyed = new EnumMap<>(Key.class);
        words.forEach((key, value) -> keyed.put(word(Key.class, key), value));
        return keyed;
    }

    private static <T> List<T> list(@Nullable List<T> entries) {
        return entries == null ? List.of() : entries;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String slug) {
        try {
            return Enum.valueOf(type, slug.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + slug + "\" is no " + type.getSimpleName());
        }
    }
}
