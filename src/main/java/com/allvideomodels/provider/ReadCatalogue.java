package com.allvideomodels.provider;

import com.allvideomodels.kernel.Credits;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The catalogue as read once at the start. */
@Component
class ReadCatalogue implements Catalogue {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<ModelId, Model> models = new LinkedHashMap<>();

    ReadCatalogue(CatalogueSettings settings) {
        read(settings.source()).forEach(this::add);
    }

    static List<Model> read(Resource source) {
        try (InputStream in = source.getInputStream()) {
            return YAML.readValue(in, CatalogueEntry.File.class).models().stream()
                    .map(CatalogueEntry::toModel)
                    .toList();
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("The catalogue of models cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(Model model) {
        CatalogueChecks.check(model);
        if (models.putIfAbsent(model.id(), model) != null) {
            throw new IllegalStateException("models.yml names " + model.id() + " twice");
        }
    }

    @Override
    public List<Model> models() {
        return List.copyOf(models.values());
    }

    @Override
    public Optional<Model> find(ModelId id) {
        return Optional.ofNullable(models.get(id));
    }

    @Override
    public Quote quote(Model model, Mode mode, String prompt, Settings settings, List<InputFacts> inputs) {
        return model.rules(mode)
                .map(rules -> new Quoting(rules).quote(prompt, settings, inputs))
                .orElseGet(() ->
                        new Quote.Refused(List.of(new Quote.Violation("mode", "quote.mode.not-offered", List.of()))));
    }

    @Override
    public Optional<Credits> price(Model model, Mode mode, Settings settings, List<InputFacts> inputs) {
        return model.rules(mode).flatMap(rules -> new Quoting(rules).price(settings, inputs));
    }
}
