package com.allvideomodels.provider;

import com.allvideomodels.provider.Parameter.Choice;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Parameter.Toggle;
import com.allvideomodels.provider.Parameter.WholeNumber;
import com.allvideomodels.provider.Parameter.Words;
import com.allvideomodels.provider.PriceRule.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of every model before anyone sees it: above all that whatever can be chosen has a price. */
final class CatalogueChecks {

    private CatalogueChecks() {}

    /** @throws IllegalStateException saying what an operator has to mend */
    static void check(Model model) {
        Set<Mode> seen = EnumSet.noneOf(Mode.class);
        for (ModeRules rules : model.modes()) {
            String where =
                    "models.yml, model " + model.id() + ", mode " + rules.mode().slug() + ": ";
            require(seen.add(rules.mode()), where + "is named twice");
            require(rules.prompt().least() <= rules.prompt().most(), where + "no prompt fits");
            checkKeys(rules, where);
            checkPrice(rules, where);
        }
    }

    private static void checkKeys(ModeRules rules, String where) {
        Set<Key> keys = new HashSet<>();
        rules.parameters()
                .forEach(one -> require(keys.add(one.key()), where + one.key().slug() + " is named twice"));
        rules.forbidden()
                .forEach(one -> require(keys.containsAll(one.keySet()), where + "forbids a setting it does not have"));
        rules.price()
                .rates()
                .forEach(one ->
                        require(keys.containsAll(one.when().keySet()), where + "prices a setting it does not have"));
    }

    private static void checkPrice(ModeRules rules, String where) {
        Unit unit = rules.price().unit();
        if (unit == Unit.SECOND) {
            require(
                    rules.parameter(Key.DURATION)
                            .filter(one -> one.preset() != null)
                            .isPresent(),
                    where + "is priced by the second but has no preset duration");
        }
        if (unit == Unit.INPUT_SECOND || unit == Unit.INPUT_FRAME) {
            require(takesSource(rules), where + "is priced by its source video but does not require one");
        }
        for (Settings settings : priced(rules)) {
            boolean has = rules.price().rates().stream().anyMatch(rate -> settings.has(rate.when()));
            require(has || isForbidden(rules, settings), where + "has no price for " + settings.values());
        }
    }

    private static boolean takesSource(ModeRules rules) {
        return rules.inputs().stream()
                .anyMatch(slot -> slot.role() == InputRole.SOURCE_VIDEO && slot.least() == 1 && slot.most() == 1);
    }

    /** Every combination of the settings that a price depends on. */
    private static List<Settings> priced(ModeRules rules) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        rules.price().rates().forEach(rate -> keys.addAll(rate.when().keySet()));
        List<Settings> combinations = List.of(Settings.NONE);
        for (Key key : keys) {
            List<Settings> longer = new ArrayList<>();
            for (Settings settings : combinations) {
                values(rules.parameter(key).orElseThrow()).forEach(value -> longer.add(settings.with(key, value)));
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<String> values(Parameter parameter) {
        return switch (parameter) {
            case Choice choice -> choice.options();
            case Toggle toggle -> List.of("true", "false");
            case WholeNumber number -> range(number);
            case Words words -> throw new IllegalStateException("free words have no price: " + words.key());
        };
    }

    private static List<String> range(WholeNumber number) {
        require(number.most() - number.least() <= 1000, number.key() + " has too many values to be priced one by one");
        List<String> values = new ArrayList<>();
        for (long value = number.least(); value <= number.most(); value++) {
            values.add(Long.toString(value));
        }
        return values;
    }

    private static boolean isForbidden(ModeRules rules, Settings settings) {
        return rules.forbidden().stream().anyMatch(one -> settings.has(one));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
