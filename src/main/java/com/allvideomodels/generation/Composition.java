package com.allvideomodels.generation;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.Upload;
import com.allvideomodels.provider.InputFacts;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.InputSlot;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a filled-in form comes to: which orders, at which prices. One order for each chosen model and, where a model takes one
 * picture and several were chosen, for each picture.
 *
 * @param models chosen and offered, in the order of the catalogue
 * @param uploads of this person, by role, gone ones left out
 */
record Composition(CreateForm form, List<Model> models, Map<InputRole, List<Upload>> uploads, Pricer pricer) {

    /** At most this many videos with one click. */
    static final int MOST = 10;

    /** Says what settings cost; empty where that hangs on an input that is missing. */
    interface Pricer {
        Optional<Credits> price(Model model, Settings settings, List<InputFacts> inputs);
    }

    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (Model model : models) {
            for (List<Chosen> inputs : inputSets(model)) {
                pieces.add(piece(model, inputs));
            }
        }
        return pieces;
    }

    /** Whether this is more than one click may make; nothing is left out without a word. */
    public boolean isTooMuch() {
        return pieces().size() > MOST;
    }

    /** The same with settings that its models take, as the form shows them and as they are priced. */
    Composition settled() {
        if (models.isEmpty()) {
            return this;
        }
        Settings settings = SharedSettings.settled(
                form.settings(), models.stream().map(this::rules).toList());
        return new Composition(form.withSettings(settings), models, uploads, pricer);
    }

    /** The places for inputs of all its models, each once: as many as each of them needs, no more than all of them take. */
    List<InputSlot> slots() {
        Map<InputRole, InputSlot> slots = new LinkedHashMap<>();
        models.stream()
                .flatMap(model -> rules(model).inputs().stream())
                .forEach(slot -> slots.merge(slot.role(), slot, Composition::narrower));
        return List.copyOf(slots.values());
    }

    private static InputSlot narrower(InputSlot one, InputSlot other) {
        int least = Math.max(one.least(), other.least());
        return new InputSlot(
                one.role(),
                one.video(),
                least,
                Math.max(least, Math.min(one.most(), other.most())),
                Math.min(one.largestBytes(), other.largestBytes()),
                one.shortest(),
                one.longest());
    }

    /** A role in which something was chosen that this person does not have, or not any more. */
    Optional<InputRole> gone() {
        return models.stream()
                .flatMap(model -> rules(model).inputs().stream())
                .map(InputSlot::role)
                .filter(role -> form.inputs(role).size()
                        > uploads.getOrDefault(role, List.of()).size())
                .findFirst();
    }

    /** Empty until every part has a price. */
    Optional<Credits> total() {
        List<Piece> pieces = pieces();
        if (pieces.isEmpty() || pieces.stream().anyMatch(piece -> piece.price() == null)) {
            return Optional.empty();
        }
        return pieces.stream()
                .map(piece -> piece.price() == null ? Credits.NONE : piece.price())
                .reduce(Credits::plus);
    }

    /** @param agreedAt the index of the price that was shown */
    Order order(Piece piece, int agreedAt, @Nullable UUID comparison) {
        long agreed = agreedAt < form.agreed().size() ? form.agreed().get(agreedAt) : -1;
        return new Order(
                key(agreedAt, piece.model()),
                piece.model().id(),
                form.mode(),
                form.prompt(),
                piece.settings(),
                piece.inputs().stream()
                        .map(one -> new Order.Input(one.role(), one.upload().id()))
                        .toList(),
                agreed < 0 ? Credits.NONE : new Credits(agreed),
                comparison);
    }

    /** The same click on the same form gives the same keys. */
    private UUID key(int index, Model model) {
        String name = form.key() + "/" + index + "/" + model.id();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private Piece piece(Model model, List<Chosen> inputs) {
        Settings settings = fitting(model);
        Credits price = pricer.price(
                        model, settings, inputs.stream().map(Chosen::facts).toList())
                .orElse(null);
        return new Piece(model, settings, inputs, price);
    }

    /** In a comparison a model that does not take a value keeps its own; alone, a wrong value stays, to be refused in words. */
    private Settings fitting(Model model) {
        return models.size() > 1 ? SharedSettings.fit(form.settings(), rules(model)) : form.settings();
    }

    private List<List<Chosen>> inputSets(Model model) {
        List<Chosen> all = rules(model).inputs().stream()
                .flatMap(slot -> chosen(slot).stream())
                .toList();
        Optional<InputRole> batch = batchRole(model);
        if (batch.isEmpty()) {
            return List.of(all);
        }
        List<Chosen> rest =
                all.stream().filter(one -> one.role() != batch.get()).toList();
        return all.stream()
                .filter(one -> one.role() == batch.get())
                .map(one -> with(rest, one))
                .toList();
    }

    private static List<Chosen> with(List<Chosen> rest, Chosen one) {
        List<Chosen> inputs = new ArrayList<>(rest);
        inputs.add(one);
        return inputs;
    }

    private List<Chosen> chosen(InputSlot slot) {
        return uploads.getOrDefault(slot.role(), List.of()).stream()
                .map(upload -> new Chosen(slot.role(), upload))
                .toList();
    }

    private Optional<InputRole> batchRole(Model model) {
        return rules(model).inputs().stream()
                .filter(slot -> slot.role() == InputRole.FIRST_FRAME && slot.most() == 1)
                .map(InputSlot::role)
                .filter(role -> uploads.getOrDefault(role, List.of()).size() > 1)
                .findFirst();
    }

    ModeRules rules(Model model) {
        return model.rules(form.mode()).orElseThrow();
    }

    /** @param price {@code null} while it hangs on something missing */
    record Piece(
            Model model,
            Settings settings,
            List<Chosen> inputs,
            @Nullable Credits price) {}

    record Chosen(InputRole role, Upload upload) {

        InputFacts facts() {
            return new InputFacts(
                    role,
                    upload.video(),
                    upload.width(),
                    upload.height(),
                    upload.preparedBytes(),
                    upload.length(),
                    upload.frames());
        }
    }
}
