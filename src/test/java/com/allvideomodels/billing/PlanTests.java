package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.creem.LocalCreem.Kind;
import com.allvideomodels.kernel.AccountId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ending, taking up and changing a plan: said first, asked for once, and true only when Creem says so. */
@ProductTest
class PlanTests {

    private static final String CANCEL = "/cancellation";
    private static final String RESUME = "/resumption";
    private static final String TO_STUDIO = "/change/studio-year";

    private final LocalCreem creem = TestInfrastructure.creem();

    @Autowired
    ApplicationContext product;

    @Autowired
    PlanEndings endings;

    @Autowired
    PlanEndingRows ends;

    @Autowired
    BillingErasure erasure;

    @Autowired
    Facts facts;

    @Autowired
    Plans plans;

    @Autowired
    AccountClosure closure;

    @Autowired
    LettersSeen letters;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private Customer ana;

    @BeforeEach
    void somebodyHasAPlan() {
        ana = new Customer(product);
        ana.buys("light-month");
    }

    @AfterEach
    void putBack() {
        clock.reset();
    }

    @Test
    void aPlanIsCancelledInTwoClicksTheFirstOfWhichSaysWhatHappens() {
        assertThat(ana.sees("/billing")).contains("Light", "Active", "11.00 USD", "href=\"" + own(CANCEL) + "\"");
        assertThat(ana.sees(own(CANCEL)))
                .contains(
                        "The plan stays until",
                        "until the dates that stand on your page of credits",
                        "not paid back",
                        "take it up again")
                .doesNotContain("??");
        assertThat(ana.plan().standing()).isEqualTo(Standing.ACTIVE);
        assertThat(ana.word(own(CANCEL))).isEqualTo("plan.cancel.done");
        assertThat(ana.plan().standing()).isEqualTo(Standing.ENDING);
        assertThat(ana.sees("/billing")).contains("Cancelled", own(RESUME)).doesNotContain(own(CANCEL));
        assertThat(Bought.by(sql, ana.id())).isEqualTo(1000);
    }

    @Test
    void aSecondClickAsksNothingAndSaysSo() {
        ana.word(own(CANCEL));
        long before = asked();
        assertThat(ana.word(own(CANCEL))).isEqualTo("plan.cancel.already");
        assertThat(ana.sends(own(CANCEL), Map.of())).hasRedirectedUrl("/billing");
        assertThat(asked()).isEqualTo(before);
        assertThat(ana.opens(own(CANCEL))).hasRedirectedUrl("/billing");
    }

    @Test
    void whatIsCancelledGoesOnAgainWithOneClick() {
        ana.word(own(CANCEL));
        assertThat(ana.word(own(RESUME))).isEqualTo("plan.resume.done");
        assertThat(ana.plan().standing()).isEqualTo(Standing.ACTIVE);
        assertThat(ana.word(own(RESUME))).isEqualTo("plan.resume.already");
    }

    @Test
    void anotherPlanCostsNothingTodayAndThePageSaysFromWhenItDoes() {
        assertThat(ana.sees(own("/change"))).contains(own(TO_STUDIO), "460.00 USD", "yours");
        assertThat(ana.sees(own(TO_STUDIO)))
                .contains(
                        "You pay nothing",
                        "460.00 USD",
                        "48,000 with each payment",
                        "The first payment at the new price")
                .doesNotContain("??");
        assertThat(ana.word(own(TO_STUDIO))).isEqualTo("plan.change.done");
        assertThat(ana.plan().plan()).isEqualTo("studio-year");
        assertThat(ana.word(own(TO_STUDIO))).isEqualTo("plan.change.already");
        assertThat(Bought.by(sql, ana.id())).isEqualTo(1000);
        assertThat(payments()).isEqualTo(1);
    }

    @Test
    void whatDoesNotGoOnIsNotChanged() {
        ana.word(own(CANCEL));
        long before = asked();
        assertThat(ana.word(own(TO_STUDIO))).isEqualTo("plan.change.unfit");
        assertThat(ana.opens(own("/change"))).hasRedirectedUrl("/billing");
        assertThat(asked()).isEqualTo(before);
        assertThat(ana.sends(own("/change/pack-500"), Map.of())).hasStatus(404);
    }

    /** What was done and not answered is seen by reading, never by asking a second time. */
    @ParameterizedTest
    @CsvSource({
        "LOSES_ANSWER, plan.cancel.done, ENDING",
        "GARBAGE, plan.cancel.unknown, ACTIVE",
        "DOWN, plan.cancel.unknown, ACTIVE",
        "BUSY, plan.cancel.not-now, ACTIVE",
        "FORBIDDEN, plan.cancel.refused, ACTIVE",
    })
    void whateverCreemAnswersIsSaidPlainlyAndAskedOnce(Kind trouble, String word, Standing after) {
        creem.next("/cancel", trouble);
        long before = asked();
        assertThat(ana.word(own(CANCEL))).isEqualTo(word);
        assertThat(ana.plan().standing()).isEqualTo(after);
        assertThat(asked() - before).isEqualTo(1);
    }

    @Test
    void nobodyEndsThePlanOfSomebodyElse() {
        var bob = new Customer(product);
        for (String way : List.of(CANCEL, RESUME, TO_STUDIO)) {
            assertThat(bob.sends(own(way), Map.of())).hasStatus(404);
        }
        assertThat(bob.opens(own(CANCEL))).hasStatus(404);
        assertThat(ana.plan().standing()).isEqualTo(Standing.ACTIVE);
        assertThat(ana.plan().plan()).isEqualTo("light-month");
    }

    @Test
    void aPaymentThatFailedIsWrittenOnceForItsPeriodAndThePlanCanBeEndedAtOnce() {
        stands("past_due", 1);
        stands("unpaid", 2);
        stands("active", 3);
        stands("past_due", 4);
        assertThat(written(ana, "plan-payment-failed")).isEqualTo(1);
        assertThat(ana.sees("/billing"))
                .contains("Payment failed", "You can spend the credits you have", "/billing/portal");
        assertThat(ana.sees(own(CANCEL))).contains("ends at once").doesNotContain("stays until");
        creem.next("/cancel", Kind.BUSY);
        assertThat(ana.word(own(CANCEL))).isEqualTo("plan.cancel.not-now");
    }

    @Test
    @Clause("collect.account")
    void theAccountSaysWhetherThereIsASubscription() {
        assertThat(ana.sees("/settings/profile")).contains("<dt>Subscription</dt><dd>Active</dd>");
        assertThat(new Customer(product).sees("/settings/profile")).contains("<dt>Subscription</dt><dd>None</dd>");
        stands("canceled", 1);
        assertThat(ana.sees("/settings/profile")).contains("<dt>Subscription</dt><dd>Ended</dd>");
        assertThat(product.getBean(PlanOnAccount.class).about(ana.id()))
                .extracting(fact -> fact.value())
                .containsExactly("light-month, canceled");
    }

    @Test
    void eachStandingIsSaidInWordsOfTheProduct() {
        List<String> words = List.of("paused", "expired", "reborn", "canceled");
        List<String> shown = List.of("Paused", "Payment failed", "Being looked at", "Ended");
        for (int at = 0; at < words.size(); at++) {
            stands(words.get(at), at + 1);
            assertThat(ana.sees("/billing")).contains(shown.get(at)).doesNotContain("??");
        }
        assertThat(written(ana, "plan-ended")).isEqualTo(1);
    }

    @Test
    void closingTheAccountEndsThePlanHoweverOftenCreemMustBeAsked() {
        close();
        creem.next("/cancel", Kind.DOWN);
        creem.next("/v1/subscriptions", Kind.DOWN);
        endings.work();
        assertThat(ana.plan().standing()).isEqualTo(Standing.ACTIVE);
        endings.work();
        assertThat(ana.plan().standing()).as("not before its time").isEqualTo(Standing.ACTIVE);
        clock.advance(Duration.ofMinutes(3));
        endings.work();
        assertThat(ana.plan().standing()).isEqualTo(Standing.ENDING);
        long before = asked();
        clock.advance(Duration.ofDays(1));
        endings.work();
        assertThat(asked()).isEqualTo(before);
        stands("active", 1);
        endings.work();
        assertThat(asked()).as("one that turns up later is ended too").isEqualTo(before + 1);
    }

    @Test
    void whoComesBackBeforeCreemWasAskedKeepsThePlanAndAfterwardsTakesItUpByHand() {
        close();
        closure.reopen(ana.id(), new Actor.Person(ana.id()));
        endings.work();
        assertThat(ana.plan().standing()).isEqualTo(Standing.ACTIVE);
        close();
        endings.work();
        closure.reopen(ana.id(), new Actor.Person(ana.id()));
        endings.work();
        assertThat(ana.plan().standing()).isEqualTo(Standing.ENDING);
        assertThat(ana.word(own(RESUME))).isEqualTo("plan.resume.done");
    }

    @Test
    void anErasureWaitsUntilThePlanHasEndedButNotForEver() {
        close();
        AccountId who = ana.id();
        assertThat(erase(who)).isFalse();
        assertThat(erasure.waits(who)).isTrue();
        for (int tried = 0; tried < PlanEndings.MANY_TRIES; tried++) {
            creem.next("/cancel", Kind.FORBIDDEN);
            endings.work();
            clock.advance(Duration.ofHours(7));
        }
        assertThat(ana.plan().standing()).isEqualTo(Standing.ACTIVE);
        assertThat(erasure.waits(who)).isFalse();
        assertThat(erase(who)).isTrue();
        assertThat(ends.tries(who)).isEmpty();
    }

    /** On two pages to pay on, side by side, somebody can buy two; neither may go on unseen. */
    @Test
    void ofTwoPlansEachIsShownAndEndedByItself() {
        var bob = new Customer(product);
        URI one = bob.page("light-month");
        URI other = bob.page("studio-year");
        bob.pays(one);
        String first = bob.plan().id();
        assertThat(written(bob, "plans-several")).isZero();
        bob.pays(other);
        String second = bob.plan().id();
        assertThat(written(bob, "plans-several")).isEqualTo(1);
        assertThat(bob.sees("/billing")).contains("You have 2 plans", at(first, CANCEL), at(second, CANCEL));
        assertThat(bob.word(at(second, CANCEL))).isEqualTo("plan.cancel.done");
        assertThat(bob.sees("/billing"))
                .contains(at(second, RESUME), at(first, CANCEL))
                .doesNotContain("You have 2 plans");
        assertThat(bob.word(at(first, CANCEL))).isEqualTo("plan.cancel.done");
        assertThat(bob.sees("/billing")).contains(at(second, RESUME), at(first, RESUME));
    }

    @Test
    void whoComesBackToAPlanHasOneAndIsNotToldOfSeveral() {
        ana.word(own(CANCEL));
        ana.word(own(RESUME));
        assertThat(written(ana, "plans-several")).isZero();
    }

    private String own(String way) {
        return at(ana.plan().id(), way);
    }

    private static String at(String plan, String way) {
        return "/billing/plans/" + plan + way;
    }

    private boolean erase(AccountId who) {
        return Boolean.TRUE.equals(transaction.execute(status -> erasure.erase(who, clock.instant())));
    }

    /** As the event of a closing comes: after it, and at least once. */
    private void close() {
        closure.close(ana.id(), new Actor.Person(ana.id()));
        Awaitility.await()
                .until(() -> ends.tries(ana.id()).filter(tries -> tries == 0).isPresent());
    }

    private void stands(String word, int later) {
        var now = ana.plan();
        Instant end = now.periodEnd().toInstant();
        var stands = new Stands(
                now.id(),
                ana.id(),
                (Product.Plan) plans.find("light-month").orElseThrow(),
                Standing.of(word),
                word,
                null,
                null,
                end,
                Instant.now().plusSeconds(60L * later));
        transaction.executeWithoutResult(status -> facts.make(List.of(stands)));
    }

    private long written(Customer who, String template) {
        return letters.to(who.id()).stream()
                .filter(one -> one.letter().template().equals(template))
                .count();
    }

    private long payments() {
        return sql.sql("select count(*) from payment where payer = :who")
                .param("who", ana.id().value())
                .query(Long.class)
                .single();
    }

    /** How often Creem was asked to change a plan. */
    private long asked() {
        return creem.asked().stream()
                .filter(one -> one.startsWith("POST /v1/subscriptions"))
                .count();
    }
}
