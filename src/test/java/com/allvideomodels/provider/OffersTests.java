package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.PriceRule.Unit;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is offered of Runway and Pika can be filled in, priced and told apart. */
class OffersTests {

    private static Stream<Model> offers() {
        return Stream.of(ProviderApi.RUNWAY, ProviderApi.PIKA).flatMap(api -> CatalogueEntries.of(api).stream());
    }

    @ParameterizedTest
    @MethodSource("offers")
    void everyChoiceHasAPrice(Model model) {
        for (var rules : model.modes()) {
            for (var chosen : combinations(rules)) {
                var rate = rules.price().rates().stream()
                        .filter(one -> one.when().entrySet().stream()
                                .allMatch(each -> each.getValue().equals(chosen.get(each.getKey()))))
                        .findFirst();
                assertThat(rate).as(rules.mode() + " " + chosen).isPresent();
                assertThat(rate.orElseThrow().credits()).isGreaterThan(BigDecimal.ZERO);
            }
        }
    }

    /** Every choice of the settings that prices may depend on. */
    private static List<Map<Key, String>> combinations(ModeRules rules) {
        List<Map<Key, String>> all = List.of(Map.of());
        for (var parameter : rules.parameters()) {
            var values = switch (parameter) {
                case Parameter.Choice choice -> choice.options();
                case Parameter.Toggle toggle -> List.of("true", "false");
                case Parameter.WholeNumber number -> List.<String>of();
                case Parameter.Words words -> List.<String>of();
            };
            if (!values.isEmpty()) {
                all = all.stream()
                        .flatMap(one -> values.stream().map(value -> with(one, parameter.key(), value)))
                        .toList();
            }
        }
        return all;
    }

    private static Map<Key, String> with(Map<Key, String> one, Key key, String value) {
        Map<Key, String> more = new EnumMap<>(Key.class);
        more.putAll(one);
        more.put(key, value);
        return more;
    }

    @ParameterizedTest
    @MethodSource("offers")
    void whatIsCountedIsThereToBeCounted(Model model) {
        for (var rules : model.modes()) {
            boolean fromVideo = rules.inputs().stream().anyMatch(InputSlot::video);
            assertThat(
                            switch (rules.price().unit()) {
                                case SECOND ->
                                    rules.parameter(Key.DURATION)
                                            .map(Parameter::preset)
                                            .isPresent();
                                case INPUT_SECOND, INPUT_FRAME -> fromVideo;
                                case CLIP -> true;
                            })
                    .as(model.id() + " " + rules.mode() + " by " + rules.price().unit())
                    .isTrue();
            if (rules.price().unit() == Unit.SECOND) {
                assertThat(rules.mode()).isNotIn(Mode.UPSCALE, Mode.EDIT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("offers")
    void modesHaveTheInputsTheyAreNamedFor(Model model) {
        Set<Mode> modes = new HashSet<>();
        for (var rules : model.modes()) {
            assertThat(modes.add(rules.mode())).as("twice " + rules.mode()).isTrue();
            var roles = rules.inputs().stream().map(InputSlot::role).toList();
            switch (rules.mode()) {
                case TEXT -> assertThat(roles).isEmpty();
                case IMAGE -> assertThat(roles).containsExactly(InputRole.FIRST_FRAME);
                case FRAMES -> assertThat(roles).containsExactly(InputRole.FIRST_FRAME, InputRole.LAST_FRAME);
                case REFERENCE -> assertThat(roles).contains(InputRole.REFERENCE);
                case EDIT, EXTEND, UPSCALE -> assertThat(roles).contains(InputRole.SOURCE_VIDEO);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("offers")
    void namesAreNamesOnce(Model model) {
        assertThat(offers().filter(other -> other.id().equals(model.id()))).hasSize(1);
        assertThat(offers().filter(other -> other.title().equals(model.title())))
                .hasSize(1);
    }
}
