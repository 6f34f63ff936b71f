package com.allvideomodels.billing;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.creem.Buyer;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.kernel.AccountId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The way to pay and back, with Creem on this machine: what is asked for once, what is believed, and what is found when nobody tells. */
@ProductTest
class BuyTests {

    private static final String PACK = "/billing/buy/pack-500";
    private static final String PLAN = "/billing/buy/light-month";

    private final LocalCreem creem = TestInfrastructure.creem();
    private final UUID click = UUID.randomUUID();

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    Shop shop;

    @Autowired
    CheckoutWatch watch;

    @Autowired
    EventWork work;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient sql;

    @LocalServerPort
    int port;

    private TestAccount ana;

    @BeforeEach
    void everythingIsForSale() {
        ana = people.openAccount();
        shop.checkAll();
        assertThat(shop.forSale()).hasSize(7);
    }

    @AfterEach
    void putBack() {
        creem.tells(null);
        clock.reset();
    }

    @Test
    @Clause("use.payments")
    void aPackIsPaidForAtCreemAndItsCreditsComeOnceItTells() {
        creem.tells(URI.create("http://localhost:" + port + "/hooks/creem"));
        URI back = pays(buy(PACK));
        assertThat(page(back)).contains("is being confirmed");
        comesBy(500);
        assertThat(page(back)).contains("Paid: 500 credits. 500 credits are yours.");
        assertThat(page(URI.create("/credits"))).contains("href=\"/billing/payments/");
        clock.advance(Duration.ofMinutes(5));
        watch.look();
        assertThat(bought()).isEqualTo(500);
    }

    /** A plan's own payment does not say what was charged; what goes back of it says so. */
    @Test
    void aPlanThatIsPaidBackTakesItsCreditsAlongAtOnce() {
        creem.tells(URI.create("http://localhost:" + port + "/hooks/creem"));
        pays(buy(PLAN));
        comesBy(1000);
        Buyer.staff(creem, transaction(), "refund");
        comesBy(0);
    }

    private String transaction() {
        return sql.sql("select transaction_id from payment where payer = :who")
                .param("who", ana.id().value())
                .query(String.class)
                .single();
    }

    private void comesBy(long credits) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            work.workOff();
            assertThat(bought()).isEqualTo(credits);
        });
    }

    @Test
    void aClickIsOnePageHoweverOftenItArrives() {
        long before = checkoutsAskedFor();
        URI page = buy(PACK);
        assertThat(buy(PACK)).isEqualTo(page);
        assertThat(checkoutsAskedFor() - before).isEqualTo(1);
        pays(page);
        comesLater();
        assertThat(buy(PACK).getPath()).startsWith("/billing/return/");
        assertThat(checkoutsAskedFor() - before).isEqualTo(1);
    }

    @Test
    void theSameClickOfSomebodyElseIsAnother() {
        URI page = buy(PACK);
        assertThat(buy(people.openAccount().id(), PACK)).isNotEqualTo(page);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BUSY")
    void aPageThatWasNotAnsweredWithIsNeverAskedForAgain(LocalCreem.Kind trouble) {
        creem.next("/v1/checkouts", trouble);
        long before = checkoutsAskedFor();
        assertThat(buy(PACK)).hasToString(PACK);
        assertThat(buy(PACK)).hasToString(PACK);
        assertThat(checkoutsAskedFor() - before).isEqualTo(1);
        assertThat(state()).isEqualTo("over");
        assertThat(bought()).isZero();
    }

    @Test
    void whereCreemIsTooBusyToReadTheSameClickMayTryAgain() {
        creem.next("/v1/checkouts", LocalCreem.Kind.BUSY);
        assertThat(buy(PACK)).hasToString(PACK);
        assertThat(buy(PACK)).hasHost("localhost").hasPath("/pay/" + state("creem_id"));
    }

    @Test
    void aDeclinedCardBuysNothingAndAnotherMay() {
        URI page = buy(PACK);
        assertThat(Buyer.pays(page, Buyer.DECLINED_CARD, "ana@example.test")).isEmpty();
        comesLater();
        assertThat(state()).isEqualTo("open");
        assertThat(bought()).isZero();
        pays(page);
        comesLater();
        assertThat(bought()).isEqualTo(500);
    }

    @Test
    void aPaymentThatNobodyToldIsFound() {
        pays(buy(PACK));
        watch.look();
        assertThat(state()).as("too early to be looked at").isEqualTo("open");
        comesLater();
        assertThat(state()).isEqualTo("paid");
        assertThat(bought()).isEqualTo(500);
    }

    @Test
    void aPlanThatNobodyToldIsFoundWithItsPaymentAndItsEnd() {
        pays(buy(PLAN));
        comesLater();
        assertThat(state()).isEqualTo("paid");
        assertThat(bought()).isEqualTo(1000);
        assertThat(page(URI.create(PLAN))).contains("You have a plan already").doesNotContain("name=\"click\"");
    }

    @Test
    void whoHasAPlanBuysNoSecondAndMayBuyPacks() {
        pays(buy(PLAN));
        comesLater();
        long before = checkoutsAskedFor();
        assertThat(buy(ana.id(), UUID.randomUUID(), "/billing/buy/studio-year"))
                .hasToString("/billing/buy/studio-year");
        assertThat(checkoutsAskedFor()).isEqualTo(before);
        assertThat(buy(ana.id(), UUID.randomUUID(), PACK)).hasHost("localhost");
    }

    @Test
    void whoComesBackIsBelievedNothingButThatTheyAreBack() {
        URI back = pays(buy(PACK));
        OffsetDateTime planned = lookAt();
        page(URI.create(back.getPath()));
        page(URI.create(back.toString().replace("order_id=", "order_id=x")));
        page(URI.create(back.toString().replaceFirst("signature=.*", "signature=" + "0".repeat(64))));
        assertThat(lookAt()).isEqualTo(planned);
        assertThat(page(back)).contains("is being confirmed");
        assertThat(bought()).isZero();
        assertThat(lookAt()).isBefore(planned);
        watch.look();
        assertThat(bought()).isEqualTo(500);
    }

    @Test
    void theWayBackIsNobodyElses() {
        URI back = pays(buy(PACK));
        AccountId bob = people.openAccount().id();
        assertThat(pages.get().uri(back).with(as(bob))).hasStatus(404);
        assertThat(pages.get().uri(back.getPath() + "/state").with(as(bob))).hasStatus(404);
        assertThat(pages.get().uri("/billing/return/" + UUID.randomUUID()).with(as(ana.id())))
                .hasStatus(404);
    }

    @Test
    void aPageThatLapsedEnds() {
        buy(PACK);
        creem.expires(state("creem_id"));
        comesLater();
        assertThat(state()).isEqualTo("over");
        assertThat(page(URI.create("/billing/return/" + state("id")))).contains("ended without a payment");
    }

    @Test
    void whoNeverCameBackIsLookedForThreeDaysAndNoLonger() {
        buy(PACK);
        comesLater();
        assertThat(state()).isEqualTo("open");
        clock.advance(Duration.ofDays(3));
        creem.next("/v1/checkouts", LocalCreem.Kind.DOWN);
        watch.look();
        assertThat(state()).isEqualTo("over");
        assertThat(state("look_at")).isNull();
    }

    @Test
    void whoPaysWhenNobodyLooksAnyMoreAndOfWhomNobodyTellsIsFoundByTheBooks() {
        URI page = buy(PACK);
        clock.advance(Duration.ofDays(4));
        watch.look();
        assertThat(state()).isEqualTo("over");
        pays(page);
        assertThat(bought()).isZero();
        // The Creem of the tests goes by the clock of the machine.
        reconciliation.since(clock.instant().minus(Duration.ofDays(5))).orElseThrow();
        assertThat(bought()).isEqualTo(500);
        assertThat(state()).isEqualTo("paid");
    }

    @Test
    void ofSeveralPaymentsThatNobodyToldEachCheckoutIsLookedAtOnce() {
        AccountId bob = people.openAccount().id();
        URI hers = buy(PACK);
        URI his = buy(bob, PACK);
        AccountId eve = people.openAccount().id();
        buy(eve, PACK);
        clock.advance(Duration.ofDays(4));
        watch.look();
        pays(hers);
        pays(his);
        int before = looks(eve);
        reconciliation.since(clock.instant().minus(Duration.ofDays(5))).orElseThrow();
        assertThat(Bought.by(sql, ana.id()) + Bought.by(sql, bob)).isEqualTo(1000);
        assertThat(looks(eve)).isEqualTo(before + 1);
    }

    private int looks(AccountId who) {
        return sql.sql("select looks from checkout where account_id = :who")
                .param("who", who.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatIsNotOfferedIsNotThere() {
        assertThat(pages.get().uri("/billing/buy/pack-1").with(as(ana.id()))).hasStatus(404);
        assertThat(pages.post()
                        .uri("/billing/buy/pack-1")
                        .param("click", click.toString())
                        .with(csrf())
                        .with(as(ana.id())))
                .hasStatus(404);
    }

    @Test
    void aStrangerSignsInFirstAndAnswersToNothing() {
        assertThat(pages.get().uri(PACK)).hasStatus3xxRedirection();
        assertThat(pages.get().uri("/prices")).hasStatusOk().bodyText().contains("6.00 USD", PACK, "120.00 USD");
    }

    private URI buy(String path) {
        return buy(ana.id(), path);
    }

    private URI buy(AccountId who, String path) {
        return buy(who, click, path);
    }

    /** @return where it leads */
    private URI buy(AccountId who, UUID click, String path) {
        return URI.create(pages.post()
                .uri(path)
                .param("click", click.toString())
                .with(csrf())
                .with(as(who))
                .exchange()
                .getResponse()
                .getRedirectedUrl());
    }

    private URI pays(URI page) {
        return Buyer.pays(page, Buyer.GOOD_CARD, ana.email().value()).orElseThrow();
    }

    private String page(URI address) {
        byte[] body = pages.get()
                .uri(address)
                .with(as(ana.id()))
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        return new String(body, StandardCharsets.UTF_8);
    }

    private void comesLater() {
        clock.advance(Duration.ofMinutes(3));
        watch.look();
    }

    private long checkoutsAskedFor() {
        return creem.asked().stream().filter("POST /v1/checkouts"::equals).count();
    }

    private String state() {
        return state("state");
    }

    private String state(String column) {
        return sql.sql("select " + column + "::text from checkout where account_id = :who and click = :click")
                .param("who", ana.id().value())
                .param("click", click)
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }

    private OffsetDateTime lookAt() {
        return sql.sql("select look_at from checkout where account_id = :who and click = :click")
                .param("who", ana.id().value())
                .param("click", click)
                .query(OffsetDateTime.class)
                .single();
    }

    private long bought() {
        return Bought.by(sql, ana.id());
    }
}
