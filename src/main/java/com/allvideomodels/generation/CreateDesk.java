package com.allvideomodels.generation;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Knows all that the form of {@code /create} shows and asks for. */
@Component
class CreateDesk {

    private static final int RECENT = 24;
    private static final int MOST_COMPARED = 4;

    private final Catalogue catalogue;
    private final Providers providers;
    private final Uploads uploads;
    private final Ledger ledger;
    private final Consents consents;
    private final Processors processors;
    private final Accounts accounts;
    private final Estimates estimates;
    private final History history;
    private final InstantSource clock;

    CreateDesk(
            Catalogue catalogue,
            Providers providers,
            Uploads uploads,
            Ledger ledger,
            Consents consents,
            Processors processors,
            Accounts accounts,
            Estimates estimates,
            History history,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.uploads = uploads;
        this.ledger = ledger;
        this.consents = consents;
        this.processors = processors;
        this.accounts = accounts;
        this.estimates = estimates;
        this.history = history;
        this.clock = clock;
    }

    /** A form opened for the first time, with what the person prefers. */
    CreateForm prefer(AccountId me, CreateForm form) {
        Map<String, String> defaults = accounts.find(me).map(Profile::defaults).orElse(Map.of());
        Settings settings = form.settings();
        for (Key key : Key.values()) {
            String preferred = defaults.get(key.slug());
            if (preferred != null && settings.get(key).isEmpty()) {
                settings = settings.with(key, preferred);
            }
        }
        CreateForm preferred = form.withSettings(settings);
        return form.models().isEmpty() ? preferred.withModels(preferredModel(defaults)) : preferred;
    }

    private List<ModelId> preferredModel(Map<String, String> defaults) {
        String id = defaults.getOrDefault("model", "");
        return catalogue.models().stream()
                .map(Model::id)
                .filter(one -> one.value().equals(id))
                .toList();
    }

    /** What the form comes to: its chosen models that exist and do this, or the first that is open where none is chosen. */
    @Transactional(readOnly = true)
    Composition compose(AccountId me, CreateForm form) {
        List<Model> offered = offered(form.mode());
        List<Model> chosen = offered.stream()
                .filter(model -> form.chose(model.id()))
                .limit(form.compare() ? MOST_COMPARED : 1)
                .toList();
        List<Model> models = chosen.isEmpty()
                ? offered.stream().filter(this::isOpen).limit(1).toList()
                : chosen;
        CreateForm settled = form.withModels(models.stream().map(Model::id).toList());
        return new Composition(
                settled,
                models,
                uploadsOf(me, settled),
                (model, settings, inputs) -> catalogue.price(model, form.mode(), settings, inputs));
    }

    /** Whether every chosen model exists and does this. */
    boolean offersAll(CreateForm form) {
        List<ModelId> offered = offered(form.mode()).stream().map(Model::id).toList();
        return offered.containsAll(form.models());
    }

    /** All that the page shows of it. */
    @Transactional(readOnly = true)
    CreateView show(AccountId me, Composition composition, Map<String, List<String>> errors) {
        Set<Purpose> held = consents.holding(me);
        Credits available = ledger.balanceOf(me).available();
        return new CreateView(
                composition,
                modes(),
                offered(composition.form().mode()).stream()
                        .map(model -> choice(model, composition, held))
                        .toList(),
                slots(me, composition),
                settings(composition),
                composition.models().stream()
                        .map(Model::provider)
                        .distinct()
                        .filter(provider -> !held.contains(Purpose.provider(provider.slug())))
                        .flatMap(provider -> processors.find(provider.slug()).stream())
                        .toList(),
                slugs(consents.withheld(me)),
                available,
                history.prompts(me),
                errors);
    }

    private static Set<String> slugs(Set<Purpose> withheld) {
        return Arrays.stream(Provider.values())
                .map(Provider::slug)
                .filter(slug -> withheld.contains(Purpose.provider(slug)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Records that the person agrees to what the card of this provider says; nothing where a parent has to allow it first. */
    @Transactional
    void agree(AccountId me, String provider) {
        Set<Purpose> withheld = consents.withheld(me);
        Arrays.stream(Provider.values())
                .filter(one -> one.slug().equals(provider))
                .filter(one -> !withheld.contains(Purpose.provider(one.slug())))
                .flatMap(one -> processors.find(one.slug()).stream())
                .forEach(one -> consents.give(
                        me, Purpose.provider(one.slug()), one.stated().toString(), Means.COMPOSER));
    }

    private boolean isOpen(Model model) {
        return providers.of(model.api()).available();
    }

    private List<Model> offered(Mode mode) {
        return catalogue.models().stream()
                .filter(model -> model.rules(mode).isPresent())
                .toList();
    }

    private List<Mode> modes() {
        return Arrays.stream(Mode.values())
                .filter(mode -> !offered(mode).isEmpty())
                .toList();
    }

    private CreateView.ModelChoice choice(Model model, Composition composition, Set<Purpose> held) {
        boolean chosen = composition.form().chose(model.id());
        Settings settings = SharedSettings.fit(composition.form().settings(), composition.rules(model));
        var facts = composition.uploads().entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .limit(1)
                        .map(upload -> new Composition.Chosen(one.getKey(), upload).facts()))
                .toList();
        return new CreateView.ModelChoice(
                model,
                composition.rules(model),
                chosen,
                isOpen(model),
                held.contains(Purpose.provider(model.provider().slug())),
                catalogue
                        .price(model, composition.form().mode(), settings, facts)
                        .orElse(null),
                estimates.estimate(model.id()).map(Estimates.Estimate::total).orElse(null));
    }

    private List<CreateView.SettingField> settings(Composition composition) {
        if (composition.models().isEmpty()) {
            return List.of();
        }
        return SharedSettings.of(
                        composition.models().stream().map(composition::rules).toList())
                .stream()
                .map(parameter -> field(parameter, composition.form().settings()))
                .toList();
    }

    private static CreateView.SettingField field(Parameter parameter, Settings typed) {
        String preset = Objects.requireNonNullElse(parameter.preset(), "");
        return new CreateView.SettingField(parameter, typed.get(parameter.key()).orElse(preset));
    }

    private List<CreateView.SlotField> slots(AccountId me, Composition composition) {
        if (composition.models().isEmpty()) {
            return List.of();
        }
        List<Upload> recent = uploads.recent(me, RECENT);
        return composition.slots().stream()
                .map(slot -> new CreateView.SlotField(
                        slot,
                        recent.stream()
                                .filter(upload -> upload.video() == slot.video())
                                .map(this::pick)
                                .toList(),
                        composition.form().inputs(slot.role())))
                .toList();
    }

    private CreateView.Pick pick(Upload upload) {
        return new CreateView.Pick(upload, Span.left(Duration.between(clock.instant(), upload.deadline())));
    }

    private Map<InputRole, List<Upload>> uploadsOf(AccountId me, CreateForm form) {
        Map<InputRole, List<Upload>> found = new EnumMap<>(InputRole.class);
        Map<UploadId, Upload> own = uploads.findAll(
                me, form.inputs().values().stream().flatMap(List::stream).toList());
        form.inputs()
                .forEach((role, ids) -> found.put(
                        role,
                        ids.stream().filter(own::containsKey).map(own::get).toList()));
        return found;
    }
}
