package com.allvideomodels.provider;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Parameter.Choice;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Parameter.Toggle;
import com.allvideomodels.provider.Parameter.WholeNumber;
import com.allvideomodels.provider.Parameter.Words;
import com.allvideomodels.provider.Quote.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Checks and prices one filled-in form by the rules of one mode. */
record Quoting(ModeRules rules) {

    Quote quote(String prompt, Settings typed, List<InputFacts> inputs) {
        List<Violation> violations = new ArrayList<>();
        checkPrompt(prompt.strip().length(), violations);
        Settings settings = settings(typed, violations);
        checkCombinations(settings, violations);
        checkInputs(inputs, violations);
        if (!violations.isEmpty()) {
            return new Quote.Refused(violations);
        }
        return new Quote.Priced(settings, priceOf(settings, inputs).orElseThrow());
    }

    Optional<Credits> price(Settings typed, List<InputFacts> inputs) {
        return priceOf(settings(typed, new ArrayList<>()), inputs);
    }

    private void checkPrompt(int length, List<Violation> violations) {
        if (length < rules.prompt().least()) {
            violations.add(new Violation("prompt", "quote.prompt.missing", List.of()));
        } else if (length > rules.prompt().most()) {
            violations.add(new Violation(
                    "prompt",
                    "quote.prompt.too-long",
                    List.of(length, rules.prompt().most())));
        }
    }

    /** The declared settings with presets filled in; a value that is not allowed is reported and counts as the preset. */
    private Settings settings(Settings typed, List<Violation> violations) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        for (Parameter parameter : rules.parameters()) {
            String wanted = typed.get(parameter.key()).map(String::strip).orElse("");
            Violation violation = wanted.isEmpty() ? null : violation(parameter, wanted);
            if (violation != null) {
                violations.add(violation);
            }
            String value = wanted.isEmpty() || violation != null ? parameter.preset() : wanted;
            if (value != null) {
                values.put(parameter.key(), value);
            }
        }
        return new Settings(values);
    }

    private static @Nullable Violation violation(Parameter parameter, String value) {
        if (parameter.takes(value)) {
            return null;
        }
        String field = "setting-" + parameter.key().slug();
        return switch (parameter) {
            case Choice choice -> new Violation(field, "quote.setting.choice", List.of());
            case Toggle toggle -> new Violation(field, "quote.setting.choice", List.of());
            case WholeNumber number ->
                new Violation(field, "quote.setting.number", List.of(number.least(), number.most()));
            case Words words ->
                new Violation(field, "quote.setting.too-long", List.of(value.length(), words.longest()));
        };
    }

    private void checkCombinations(Settings settings, List<Violation> violations) {
        for (Map<Key, String> combination : rules.forbidden()) {
            if (settings.has(combination)) {
                Key first = combination.keySet().iterator().next();
                List<Object> names =
                        combination.keySet().stream().map(Quoting::name).toList();
                violations.add(
                        new Violation("setting-" + first.slug(), "quote.setting.forbidden." + names.size(), names));
            }
        }
    }

    /** Resolved to words in the person's language where the message is. */
    private static Object name(Key key) {
        return new DefaultMessageSourceResolvable("setting." + key.slug());
    }

    private void checkInputs(List<InputFacts> inputs, List<Violation> violations) {
        for (InputSlot slot : rules.inputs()) {
            List<InputFacts> given =
                    inputs.stream().filter(one -> one.role() == slot.role()).toList();
            String field = "input-" + slot.role().slug();
            if (given.size() < slot.least()) {
                violations.add(new Violation(
                        field,
                        slot.least() == 1 ? "quote.input.missing" : "quote.input.too-few",
                        List.of(slot.least())));
            } else if (given.size() > slot.most()) {
                violations.add(new Violation(field, "quote.input.too-many", List.of(slot.most())));
            }
            given.stream().flatMap(one -> check(slot, one).stream()).distinct().forEach(violations::add);
        }
        if (inputs.stream().anyMatch(one -> slot(one.role()).isEmpty())) {
            violations.add(new Violation("mode", "quote.input.not-taken", List.of()));
        }
    }

    private Optional<InputSlot> slot(InputRole role) {
        return rules.inputs().stream().filter(one -> one.role() == role).findFirst();
    }

    private static Optional<Violation> check(InputSlot slot, InputFacts given) {
        String field = "input-" + slot.role().slug();
        if (given.video() != slot.video()) {
            return Optional.of(new Violation(
                    field, slot.video() ? "quote.input.needs-video" : "quote.input.needs-image", List.of()));
        }
        if (given.bytes() > slot.largestBytes()) {
            return Optional.of(new Violation(field, "quote.input.too-large", List.of(slot.largestBytes() / 1_000_000)));
        }
        if (slot.longest() != null && given.length().compareTo(slot.longest()) > 0) {
            return Optional.of(new Violation(field, "quote.input.too-long", List.of(seconds(slot.longest()))));
        }
        if (slot.shortest() != null && given.length().compareTo(slot.shortest()) < 0) {
            return Optional.of(new Violation(field, "quote.input.too-short", List.of(seconds(slot.shortest()))));
        }
        return Optional.empty();
    }

    private static BigDecimal seconds(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros();
    }

    private Optional<Credits> priceOf(Settings settings, List<InputFacts> inputs) {
        PriceRule price = rules.price();
        return price.rates().stream()
                .filter(rate -> settings.has(rate.when()))
                .findFirst()
                .flatMap(rate ->
                        units(settings, inputs).map(units -> rate.credits().multiply(units)))
                .map(amount -> amount.setScale(0, RoundingMode.CEILING).longValueExact())
                .map(amount -> new Credits(Math.max(price.minimum(), amount)));
    }

    private Optional<BigDecimal> units(Settings settings, List<InputFacts> inputs) {
        return switch (rules.price().unit()) {
            case CLIP -> Optional.of(BigDecimal.ONE);
            case SECOND -> settings.get(Key.DURATION).map(BigDecimal::new);
            case INPUT_SECOND ->
                source(inputs).map(one -> BigDecimal.valueOf((one.length().toMillis() + 999) / 1000));
            case INPUT_FRAME -> source(inputs).map(one -> BigDecimal.valueOf(one.frames()));
        };
    }

    private static Optional<InputFacts> source(List<InputFacts> inputs) {
        return inputs.stream()
                .filter(one -> one.role() == InputRole.SOURCE_VIDEO)
                .findFirst();
    }
}
