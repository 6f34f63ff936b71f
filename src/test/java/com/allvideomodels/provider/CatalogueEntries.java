package com.allvideomodels.provider;

import com.allvideomodels.provider.ModeRules.PromptRule;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.PriceRule.Rate;
import com.allvideomodels.provider.PriceRule.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The entries of the catalogue that speak of one API, read plainly from {@code config/models*.yml}, so that each adapter is tried
 * with every model that is really on offer.
 */
public final class CatalogueEntries {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private CatalogueEntries() {}

    public static List<Model> of(ProviderApi api) {
        try (Stream<Path> files = Files.list(Path.of("config"))) {
            return files.filter(file -> file.getFileName().toString().matches("models.*\\.yml"))
                    .sorted()
                    .flatMap(file -> StreamSupport.stream(
                            YAML.readTree(file.toFile()).path("models").spliterator(), false))
                    .filter(entry -> entry.get("api").asString().equals(api.slug()))
                    .map(CatalogueEntries::model)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Model model(ProviderApi api, String id) {
        return of(api).stream()
                .filter(model -> model.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The model with other hints in one mode. */
    public static Model withHints(Model model, Mode mode, Map<String, String> hints) {
        return new Model(
                model.id(),
                model.api(),
                model.wireId(),
                model.title(),
                model.modes().stream()
                        .map(rules -> rules.mode() != mode
                                ? rules
                                : new ModeRules(
                                        mode,
                                        rules.wirePath(),
                                        hints,
                                        rules.prompt(),
                                        rules.inputs(),
                                        rules.parameters(),
                                        rules.forbidden(),
                                        rules.price()))
                        .toList());
    }

    /** What is sent where the person chose nothing. */
    public static Settings presets(ModeRules rules) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        for (var parameter : rules.parameters()) {
            if (parameter.preset() != null) {
                values.put(parameter.key(), parameter.preset());
            }
        }
        return new Settings(values);
    }

    /** Presets, and a value for everything that has none. */
    public static Settings full(ModeRules rules) {
        var settings = presets(rules);
        for (var parameter : rules.parameters()) {
            if (parameter.preset() == null) {
                settings = settings.with(parameter.key(), parameter instanceof Parameter.Words ? "blurry" : "7");
            }
        }
        return settings;
    }

    /** A test of each model of an API in each of its modes. */
    public static Stream<DynamicTest> each(ProviderApi api, Check check) {
        return of(api).stream()
                .flatMap(model -> model.modes().stream()
                        .map(rules -> DynamicTest.dynamicTest(
                                model.id() + " " + rules.mode().slug(), () -> check.run(model, rules))));
    }

    /** What must hold for one mode of a model. */
    public interface Check {
        void run(Model model, ModeRules rules) throws Exception;
    }

    /** As many stand-ins as each slot takes at least. */
    public static SourceMedia[] inputs(ModeRules rules) {
        return rules.inputs().stream()
                .flatMap(slot -> Stream.generate(() ->
                                (SourceMedia) (slot.video() ? SampleMedia.video() : SampleMedia.picture(slot.role())))
                        .limit(Math.max(1, slot.least())))
                .toArray(SourceMedia[]::new);
    }

    private static Model model(JsonNode entry) {
        List<ModeRules> modes = new ArrayList<>();
        entry.get("modes").forEach(mode -> modes.add(rules(mode)));
        return new Model(
                new ModelId(entry.get("id").asString()),
                constant(ProviderApi.class, entry.get("api").asString()),
                entry.get("wire-id").asString(),
                entry.get("title").asString(),
                modes);
    }

    private static ModeRules rules(JsonNode mode) {
        Map<String, String> hints = new HashMap<>();
        mode.path("hints")
                .properties()
                .forEach(hint -> hints.put(hint.getKey(), hint.getValue().asString()));
        List<InputSlot> inputs = new ArrayList<>();
        mode.path("inputs").forEach(slot -> inputs.add(slot(slot)));
        List<Parameter> parameters = new ArrayList<>();
        mode.path("parameters").forEach(one -> parameters.add(parameter(one)));
        List<Map<Key, String>> forbidden = new ArrayList<>();
        mode.path("forbidden").forEach(one -> forbidden.add(settings(one)));
        return new ModeRules(
                constant(Mode.class, mode.get("mode").asString()),
                mode.path("path").asString(""),
                hints,
                new PromptRule(
                        mode.path("prompt").path("least").asInt(),
                        mode.path("prompt").path("most").asInt()),
                inputs,
                parameters,
                forbidden,
                price(mode.get("price")));
    }

    private static InputSlot slot(JsonNode slot) {
        return new InputSlot(
                constant(InputRole.class, slot.get("role").asString()),
                slot.get("kind").asString().equals("video"),
                slot.get("least").asInt(),
                slot.get("most").asInt(),
                slot.get("largest-bytes").asLong(),
                seconds(slot.get("shortest-seconds")),
                seconds(slot.get("longest-seconds")));
    }

    private static @Nullable Duration seconds(@Nullable JsonNode node) {
        return node == null ? null : Duration.ofSeconds(node.asLong());
    }

    private static Parameter parameter(JsonNode node) {
        var key = constant(Key.class, node.get("key").asString());
        boolean folded = node.path("folded").asBoolean(false);
        var preset = node.path("preset").asString(null);
        if (node.has("options")) {
            List<String> options = new ArrayList<>();
            node.get("options").forEach(option -> options.add(option.asString()));
            return new Parameter.Choice(key, options, preset, folded);
        }
        if (node.has("toggle")) {
            return new Parameter.Toggle(key, preset, folded);
        }
        if (node.has("longest")) {
            return new Parameter.Words(key, node.get("longest").asInt(), folded);
        }
        return new Parameter.WholeNumber(
                key, node.get("least").asLong(), node.get("most").asLong(), preset, folded);
    }

    private static PriceRule price(JsonNode price) {
        List<Rate> rates = new ArrayList<>();
        price.get("rates")
                .forEach(rate -> rates.add(new Rate(
                        settings(rate.path("when")), rate.get("credits").decimalValue())));
        return new PriceRule(
                constant(Unit.class, price.get("unit").asString()),
                rates,
                price.get("minimum").asLong());
    }

    private static Map<Key, String> settings(JsonNode node) {
        Map<Key, String> settings = new EnumMap<>(Key.class);
        node.properties()
                .forEach(one -> settings.put(
                        constant(Key.class, one.getKey()), one.getValue().asString()));
        return settings;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String slug) {
        return Enum.valueOf(type, slug.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
