package com.allvideomodels.generation;

import com.allvideomodels.TestClock;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.credits.Spending;
import com.allvideomodels.generation.Generations.Requested;
import com.allvideomodels.generation.PretendWorld.PretendAccounts;
import com.allvideomodels.generation.PretendWorld.PretendCatalogue;
import com.allvideomodels.generation.PretendWorld.PretendConsents;
import com.allvideomodels.generation.PretendWorld.PretendDownloads;
import com.allvideomodels.generation.PretendWorld.PretendLinks;
import com.allvideomodels.generation.PretendWorld.PretendMailer;
import com.allvideomodels.generation.PretendWorld.PretendModeration;
import com.allvideomodels.generation.PretendWorld.PretendProviders;
import com.allvideomodels.generation.PretendWorld.PretendUploads;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.retention.Repetitions;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lifecycle with the real database and the real ledger, and everything outside of them pretended: a test says what the provider
 * does and calls the verbs itself. A node is a set of stations; a test may have as many as it likes.
 */
class Studio {

    final TestClock clock;
    final Ledger ledger;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final GenerationRows rows;
    final GenerationSettings settings;
    final PretendCatalogue catalogue = new PretendCatalogue();
    final PretendProviders providers = new PretendProviders();
    final PretendProvider provider = providers.pretend(ProviderApi.RUNWAY);
    final PretendDownloads downloads = new PretendDownloads();
    final PretendConsents consents = new PretendConsents();
    final PretendLinks links = new PretendLinks();
    final PretendMailer mailer = new PretendMailer();
    final PretendModeration moderation = new PretendModeration();
    final Spending spending;
    final PretendAccounts accounts = new PretendAccounts();
    final PretendVault vault;
    final PretendInspector inspector;
    final PretendUploads uploads;
    final List<Object> events = new CopyOnWriteArrayList<>();
    final Story story;
    final Line line;
    final Lifecycle lifecycle;
    final Doorbell doorbell;
    final OrderDesk desk;
    final java.util.Set<AccountId> restricted = new java.util.HashSet<>();
    final ProviderCopies copies;
    private final RenderRequests requests;

    Studio(ApplicationContext context) {
        clock = context.getBean(TestClock.class);
        ledger = context.getBean(Ledger.class);
        spending = context.getBean(Spending.class);
        jdbc = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
        rows = context.getBean(GenerationRows.class);
        settings = context.getBean(GenerationSettings.class);
        story = context.getBean(Story.class);
        copies = context.getBean(ProviderCopies.class);
        line = new Line(jdbc, transaction, clock, settings);
        vault = new PretendVault(clock);
        inspector = new PretendInspector(vault);
        uploads = new PretendUploads(vault, clock);
        var operator = context.getBean(Operator.class);
        lifecycle = new Lifecycle(
                rows,
                transaction,
                story,
                ledger,
                links,
                copies,
                vault,
                mailer,
                catalogue,
                providers,
                operator,
                context.getBean(Repetitions.class),
                events::add,
                clock,
                settings);
        doorbell = new Doorbell(line, operator, settings);
        requests = new RenderRequests(catalogue, vault, links, clock, settings);
        desk = new OrderDesk(
                rows,
                jdbc,
                transaction,
                lifecycle,
                story,
                catalogue,
                providers,
                consents,
                restricted::contains,
                uploads,
                ledger,
                spending,
                new Screening(moderation),
                events::add,
                clock);
    }

    /** Nothing that another test left is due. */
    Studio cleared() {
        jdbc.sql("delete from generation where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') or copy_state = 'DUE'")
                .update();
        jdbc.sql("delete from provider_copy where state = 'DUE'").update();
        jdbc.sql("delete from provider_quiet").update();
        return this;
    }

    Node node() {
        return new Node();
    }

    /** One of any number of machines that do the work. */
    class Node {
        final Dispatcher dispatcher = new Dispatcher(
                line,
                rows,
                lifecycle,
                providers,
                requests,
                consents,
                restricted::contains,
                spending,
                new Screening(moderation),
                doorbell,
                clock,
                settings);
        final Reconciler reconciler =
                new Reconciler(line, rows, lifecycle, dispatcher, providers, requests, clock, settings);
        final Watcher watcher = new Watcher(line, rows, lifecycle, story, providers, clock);
        final Collector collector = new Collector(
                line, rows, lifecycle, transaction, providers, downloads, vault, inspector, accounts, clock, settings);
        final Copies copies = new Copies(Studio.this.copies, lifecycle, transaction, providers, clock, settings);

        List<Station> stations() {
            return List.of(dispatcher, reconciler, watcher, collector, copies);
        }

        /** Time passes until the provider may be asked again, and it is. */
        void look() {
            clock.advance(PretendProvider.PACE.multipliedBy(2));
            watcher.lookAtDue();
        }

        /** Everything up to the end, given a provider that is done. */
        void finish() {
            dispatcher.submitDue();
            look();
            collector.collectDue();
        }
    }

    // People and what they ask for

    AccountId personWith(long credits) {
        AccountId who = AccountId.fresh();
        transaction.executeWithoutResult(
                status -> ledger.grant(who, new Credits(credits), new Cause("welcome", who.toString())));
        for (Provider one : Provider.values()) {
            consents.give(who, Purpose.provider(one.slug()), "2025-10-10", Means.CONSENTS_PAGE);
        }
        return who;
    }

    Order order() {
        return order("a quiet harbour at dawn");
    }

    Order order(String prompt) {
        return order(PretendCatalogue.FAST, prompt, 10);
    }

    Order order(ModelId model, String prompt, long agreed) {
        return new Order(
                UUID.randomUUID(), model, Mode.TEXT, prompt, Settings.NONE, List.of(), new Credits(agreed), null);
    }

    Order orderWithPicture(AccountId who) {
        return new Order(
                UUID.randomUUID(),
                PretendCatalogue.FAST,
                Mode.IMAGE,
                "it moves",
                Settings.NONE,
                List.of(new Order.Input(
                        InputRole.FIRST_FRAME, uploads.picture(who).id())),
                new Credits(10),
                null);
    }

    GenerationId ask(AccountId who) {
        return ask(who, order());
    }

    GenerationId ask(AccountId who, Order order) {
        return ((Requested.Accepted) desk.request(who, List.of(order))).ids().getFirst();
    }

    // What became of it

    Generation row(GenerationId id) {
        return rows.findById(id.value()).orElseThrow();
    }

    State stateOf(GenerationId id) {
        return row(id).state();
    }

    List<What> storyOf(GenerationId id) {
        return story.of(id).stream().map(Story.Sentence::what).toList();
    }

    long available(AccountId who) {
        return balance(who).available().amount();
    }

    long held(AccountId who) {
        return balance(who).held().amount();
    }

    private Ledger.Balance balance(AccountId who) {
        return transaction.execute(status -> ledger.balanceOf(who));
    }

    void wait(Duration time) {
        clock.advance(time);
    }
}
