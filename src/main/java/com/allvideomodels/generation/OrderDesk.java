package com.allvideomodels.generation;

import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.HoldId;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.credits.Spending;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.generation.Generations.Requested.Capped;
import com.allvideomodels.generation.Generations.Requested.Conflict;
import com.allvideomodels.generation.Generations.Requested.ConsentMissing;
import com.allvideomodels.generation.Generations.Requested.Refused;
import com.allvideomodels.generation.Generations.Requested.Repriced;
import com.allvideomodels.generation.Generations.Requested.Restricted;
import com.allvideomodels.generation.Generations.Requested.Short;
import com.allvideomodels.generation.Generations.Requested.Stopped;
import com.allvideomodels.generation.Generations.Requested.Unavailable;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.privacy.Restrictions;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputFacts;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.Quote;
import com.allvideomodels.provider.Quote.Violation;
import com.allvideomodels.provider.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes orders: everything about a request is checked, paid aside and written down in one transaction. Where prompts are screened this
 * comes before it, and only for what would be taken: of anything else nobody outside learns.
 */
@Component
class OrderDesk implements Generations {

    private final GenerationRows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Lifecycle lifecycle;
    private final Story story;
    private final Catalogue catalogue;
    private final Providers providers;
    private final Consents consents;
    private final Restrictions restrictions;
    private final Uploads uploads;
    private final Ledger ledger;
    private final Spending spending;
    private final Screening screening;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    OrderDesk(
            GenerationRows rows,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Lifecycle lifecycle,
            Story story,
            Catalogue catalogue,
            Providers providers,
            Consents consents,
            Restrictions restrictions,
            Uploads uploads,
            Ledger ledger,
            Spending spending,
            Screening screening,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lifecycle = lifecycle;
        this.story = story;
        this.catalogue = catalogue;
        this.providers = providers;
        this.consents = consents;
        this.restrictions = restrictions;
        this.uploads = uploads;
        this.ledger = ledger;
        this.spending = spending;
        this.screening = screening;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Requested request(AccountId who, List<Order> orders) {
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("nothing was ordered");
        }
        return switch (screened(who, orders)) {
            case Screening.Outcome.Passed passed -> told(who, request(who, orders, passed));
            case Screening.Outcome.Stopped stopped -> told(who, stopped.because());
        };
    }

    private Screening.Outcome screened(AccountId who, List<Order> orders) {
        if (!screening.isOn()) {
            return Screening.Outcome.Passed.NOTHING;
        }
        return switch (Objects.requireNonNull(transaction.execute(status -> examine(who, orders)))) {
            case Unfit unfit -> new Screening.Outcome.Stopped(unfit.because());
            case Fit fit -> screening.screen(fit.texts());
        };
    }

    private Requested request(AccountId who, List<Order> orders, Screening.Outcome.Passed passed) {
        return transaction.execute(status -> {
            oneAtATime(who);
            Requested answer = switch (examine(who, orders)) {
                case Unfit unfit -> unfit.because();
                case Fit fit -> write(who, orders, fit, passed);
            };
            if (!(answer instanceof Accepted)) {
                status.setRollbackOnly();
            }
            return answer;
        });
    }

    /** After the transaction, of which nothing is left where a cap was in the way. */
    private Requested told(AccountId who, Requested answer) {
        if (answer instanceof Capped capped) {
            spending.refused(who, capped.period());
        }
        return answer;
    }

    /** Two clicks of one person follow one another, so the second finds what the first became. */
    private void oneAtATime(AccountId who) {
        jdbc.sql("select pg_advisory_xact_lock(61, hashtext(:who))")
                .param("who", who.toString())
                .query((row, number) -> "")
                .list();
    }

    private Examined examine(AccountId who, List<Order> orders) {
        Map<UUID, Generation> before = before(who, orders);
        if (orders.stream().anyMatch(order -> conflicts(before.get(order.clientKey()), order))
                || orders.stream().map(Order::clientKey).distinct().count() < orders.size()) {
            return new Unfit(new Conflict());
        }
        if (before.size() < orders.size() && restrictions.isRestricted(who)) {
            return new Unfit(new Restricted());
        }
        List<Checked> checked = new ArrayList<>();
        Map<UploadId, Upload> own = uploads.findAll(
                who,
                orders.stream()
                        .flatMap(order -> order.inputs().stream())
                        .map(Order.Input::upload)
                        .toList());
        for (int i = 0; i < orders.size(); i++) {
            if (!before.containsKey(orders.get(i).clientKey())) {
                switch (check(who, orders.get(i), i, own)) {
                    case Checked fine -> checked.add(fine);
                    case Not not -> {
                        return new Unfit(not.because());
                    }
                }
            }
        }
        return refusal(who, checked).<Examined>map(Unfit::new).orElseGet(() -> new Fit(before, checked));
    }

    private Map<UUID, Generation> before(AccountId who, List<Order> orders) {
        Map<UUID, Generation> before = new HashMap<>();
        rows.findByOwnerAndClientKeyIn(
                        who.value(), orders.stream().map(Order::clientKey).toList())
                .forEach(row -> before.put(row.clientKey(), row));
        return before;
    }

    private static boolean conflicts(@org.jspecify.annotations.Nullable Generation before, Order order) {
        return before != null && !before.sameBody(bodyHash(order));
    }

    private Verdict check(AccountId who, Order order, int number, Map<UploadId, Upload> own) {
        Optional<Model> found = catalogue.find(order.model());
        if (found.isEmpty()) {
            return new Not(new Refused(number, List.of(new Violation("model", "quote.model.unknown", List.of()))));
        }
        Model model = found.get();
        List<Upload> inputs = new ArrayList<>();
        List<InputFacts> facts = new ArrayList<>();
        for (Order.Input input : order.inputs()) {
            Upload upload = own.get(input.upload());
            if (upload == null) {
                return new Not(new Refused(number, List.of(gone(input.role()))));
            }
            inputs.add(upload);
            facts.add(new Composition.Chosen(input.role(), upload).facts());
        }
        return switch (catalogue.quote(model, order.mode(), order.prompt(), order.settings(), facts)) {
            case Quote.Refused refused -> new Not(new Refused(number, refused.violations()));
            case Quote.Priced priced -> agree(who, order, number, model, priced, inputs);
        };
    }

    private Verdict agree(
            AccountId who, Order order, int number, Model model, Quote.Priced priced, List<Upload> inputs) {
        if (!consents.holds(who, Purpose.provider(model.provider().slug()))) {
            return new Not(new ConsentMissing(model.provider()));
        }
        if (!providers.open(model.api())) {
            return new Not(new Unavailable(model.provider()));
        }
        if (!priced.price().equals(order.agreed())) {
            return new Not(new Repriced(number, priced.price()));
        }
        List<Input> taken = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Upload upload = inputs.get(i);
            taken.add(new Input(
                    order.inputs().get(i).role(),
                    upload.id().value(),
                    upload.prepared().value()));
        }
        return new Checked(order, model, priced.settings(), taken);
    }

    private static Violation gone(InputRole role) {
        return new Violation("input-" + role.slug(), "generation.input-gone", List.of());
    }

    private Optional<Requested> refusal(AccountId who, List<Checked> checked) {
        Credits wanted = wanted(checked);
        return checked.isEmpty()
                ? Optional.empty()
                : ledger.refusal(who, wanted).map(refusal -> refused(refusal, wanted));
    }

    private static Credits wanted(List<Checked> checked) {
        return checked.stream().map(one -> one.order().agreed()).reduce(Credits.NONE, Credits::plus);
    }

    private static Requested refused(Ledger.Held.Refusal refusal, Credits wanted) {
        return switch (refusal) {
            case Ledger.Held.Short less -> new Short(less.available(), wanted);
            case Ledger.Held.Capped cap -> new Capped(cap.period(), cap.cap(), cap.used(), wanted);
            case Ledger.Held.Stopped stop -> new Stopped();
        };
    }

    private Requested write(AccountId who, List<Order> orders, Fit fit, Screening.Outcome.Passed passed) {
        Map<UUID, GenerationId> ids = new HashMap<>();
        fit.before().forEach((key, row) -> ids.put(key, row.generationId()));
        Instant now = clock.instant();
        for (Checked one : fit.checked()) {
            GenerationId id = GenerationId.fresh();
            switch (ledger.hold(who, one.order().agreed(), Cause.generation(id))) {
                case Ledger.Held.Refusal refusal -> {
                    return refused(refusal, wanted(fit.checked()));
                }
                case Ledger.Held.Set set -> save(who, id, one, set.hold(), passed, now);
            }
            ids.put(one.order().clientKey(), id);
        }
        return new Accepted(
                orders.stream().map(order -> ids.get(order.clientKey())).toList());
    }

    private void save(
            AccountId who, GenerationId id, Checked one, HoldId hold, Screening.Outcome.Passed passed, Instant now) {
        var row = new Generation(
                id,
                who,
                one.order(),
                bodyHash(one.order()),
                one.model().api(),
                one.settings(),
                one.inputs(),
                hold,
                passed.result(one.words()),
                now);
        rows.saveAndFlush(row);
        story.add(row, What.ASKED, now);
        events.publishEvent(new GenerationRequested(id, who));
    }

    @Override
    public void cancel(AccountId who, GenerationId id) {
        transaction.executeWithoutResult(
                status -> rows.lockOwn(id.value(), who.value()).ifPresent(lifecycle::stop));
    }

    /** The same order gives the same hash, and any difference that a person would see another. */
    static String bodyHash(Order order) {
        var body = new StringBuilder();
        for (Object part : List.of(order.model(), order.mode(), order.agreed(), String.valueOf(order.comparison()))) {
            add(body, part.toString());
        }
        add(body, order.prompt().strip());
        new TreeMap<>(order.settings().values()).forEach((key, value) -> {
            add(body, key.name());
            add(body, value);
        });
        order.inputs().forEach(input -> add(body, input.role() + " " + input.upload()));
        return Doorbell.sha256(body.toString());
    }

    /** With its length before it, so that no two lists of parts read the same. */
    private static void add(StringBuilder body, String part) {
        body.append(part.length()).append(':').append(part);
    }

    private sealed interface Verdict {}

    private record Checked(Order order, Model model, Settings settings, List<Input> inputs) implements Verdict {

        /** As they would go to the provider. */
        String words() {
            return Words.of(model, order.mode(), order.prompt(), settings);
        }
    }

    private record Not(Requested because) implements Verdict {}

    /** What looking at all of the orders came to. */
    private sealed interface Examined {}

    /**
     * Nothing speaks against them.
     *
     * @param before what some of them became earlier, by the key of the click
     * @param checked the others
     */
    private record Fit(Map<UUID, Generation> before, List<Checked> checked) implements Examined {

        /** What was written, each text once, with the key of the first order that it is of. */
        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            checked.forEach(one ->
                    texts.putIfAbsent(one.words(), one.order().clientKey().toString()));
            return texts;
        }
    }

    private record Unfit(Requested because) implements Examined {}
}
