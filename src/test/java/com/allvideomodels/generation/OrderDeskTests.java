package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.generation.Generations.Requested.Conflict;
import com.allvideomodels.generation.Generations.Requested.ConsentMissing;
import com.allvideomodels.generation.Generations.Requested.Refused;
import com.allvideomodels.generation.Generations.Requested.Repriced;
import com.allvideomodels.generation.Generations.Requested.Restricted;
import com.allvideomodels.generation.Generations.Requested.Short;
import com.allvideomodels.generation.Generations.Requested.Unavailable;
import com.allvideomodels.generation.PretendWorld.PretendCatalogue;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ProductTest
class OrderDeskTests {

    @Autowired
    ApplicationContext context;

    Studio studio;
    AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        who = studio.personWith(100);
    }

    @Test
    void theSameClickGivesTheSameVideo() {
        Order order = studio.order();
        GenerationId first = studio.ask(who, order);
        assertThat(studio.desk.request(who, List.of(order))).isEqualTo(new Accepted(List.of(first)));
        assertThat(studio.held(who)).isEqualTo(10);
    }

    @Test
    void aDoubleClickOnManyNodesGivesOneVideo() throws Exception {
        Order order = studio.order();
        var answers = new HashSet<Generations.Requested>();
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Generations.Requested>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> studio.desk.request(who, List.of(order)));
            }
            for (Future<Generations.Requested> one : clicks.invokeAll(all)) {
                answers.add(one.get());
            }
        }
        assertThat(answers).hasSize(1).first().isInstanceOf(Accepted.class);
        assertThat(studio.held(who)).isEqualTo(10);
    }

    @Test
    void theSameKeyForAnotherOrderIsAConflict() {
        Order order = studio.order("one thing");
        studio.ask(who, order);
        var other = new Order(
                order.clientKey(),
                order.model(),
                order.mode(),
                "another thing",
                order.settings(),
                order.inputs(),
                order.agreed(),
                null);
        assertThat(studio.desk.request(who, List.of(other))).isEqualTo(new Conflict());
        assertThat(studio.held(who)).isEqualTo(10);
    }

    @Test
    void keysOfDifferentPeopleHaveNothingToDoWithEachOther() {
        Order order = studio.order();
        AccountId other = studio.personWith(100);
        assertThat(studio.ask(who, order)).isNotEqualTo(studio.ask(other, order));
    }

    @Test
    void anotherPriceIsNeverSilentlyCharged() {
        studio.catalogue.prices.put(PretendCatalogue.FAST, new Credits(11));
        assertThat(studio.desk.request(who, List.of(studio.order()))).isEqualTo(new Repriced(0, new Credits(11)));
        nothingHappened();
    }

    @Test
    void allOrNothingAndTheTotalIsSaid() {
        List<Order> orders = List.of(
                studio.order(PretendCatalogue.OTHER, "a", 25),
                studio.order(PretendCatalogue.OTHER, "b", 25),
                studio.order(PretendCatalogue.OTHER, "c", 25),
                studio.order(PretendCatalogue.OTHER, "d", 25),
                studio.order(PretendCatalogue.OTHER, "e", 25));
        assertThat(studio.desk.request(who, orders)).isEqualTo(new Short(new Credits(100), new Credits(125)));
        nothingHappened();
        assertThat(((Accepted) studio.desk.request(who, orders.subList(0, 4))).ids())
                .hasSize(4);
        assertThat(studio.available(who)).isZero();
    }

    @Test
    void oneBadOrderRefusesAllOfThem() {
        var orders = List.of(studio.order(), studio.order("refuse me"));
        assertThat(studio.desk.request(who, orders))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.order()).isOne());
        nothingHappened();
    }

    @Test
    @Clause("training.disclosure")
    void withoutConsentThatProviderCannotBeUsed() {
        studio.consents.withdraw(who, Purpose.provider("runway"), Means.CONSENTS_PAGE);
        assertThat(studio.desk.request(who, List.of(studio.order()))).isEqualTo(new ConsentMissing(Provider.RUNWAY));
        nothingHappened();
    }

    @Test
    @Clause({"right.restriction", "gdpr.restriction"})
    void forWhoRestrictedProcessingNothingNewIsMade() {
        var before = studio.order();
        assertThat(studio.desk.request(who, List.of(before))).isInstanceOf(Accepted.class);
        studio.restricted.add(who);
        assertThat(studio.desk.request(who, List.of(studio.order()))).isEqualTo(new Restricted());
        assertThat(studio.desk.request(who, List.of(before))).isInstanceOf(Accepted.class);
    }

    @Test
    void aClosedProviderTakesNoOrders() {
        studio.provider.open = false;
        assertThat(studio.desk.request(who, List.of(studio.order()))).isEqualTo(new Unavailable(Provider.RUNWAY));
        nothingHappened();
    }

    @Test
    void somebodyElsesUploadIsNoUpload() {
        AccountId other = studio.personWith(0);
        UploadId theirs = studio.uploads.picture(other).id();
        var order = new Order(
                UUID.randomUUID(),
                PretendCatalogue.FAST,
                Mode.IMAGE,
                "it moves",
                Settings.NONE,
                List.of(new Order.Input(InputRole.FIRST_FRAME, theirs)),
                new Credits(10),
                null);
        assertThat(studio.desk.request(who, List.of(order)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(one -> assertThat(one.field()).isEqualTo("input-first-frame")));
    }

    @Test
    void aModelThatIsGoneIsRefused() {
        assertThat(studio.desk.request(who, List.of(studio.order(new ModelId("never-was"), "a", 10))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void manyClicksAtOnceNeverSpendWhatIsNotThere() throws Exception {
        long accepted = 0;
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Generations.Requested>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(() -> studio.desk.request(who, List.of(studio.order())));
            }
            for (Future<Generations.Requested> one : clicks.invokeAll(all)) {
                accepted += one.get() instanceof Accepted ? 1 : 0;
            }
        }
        assertThat(accepted).isEqualTo(10);
        assertThat(studio.available(who)).isZero();
        assertThat(studio.held(who)).isEqualTo(100);
    }

    private void nothingHappened() {
        assertThat(studio.held(who)).isZero();
        assertThat(studio.available(who)).isEqualTo(100);
        assertThat(studio.jdbc
                        .sql("select count(*) from generation where owner = :owner")
                        .param("owner", who.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
