package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.ParentalConsent.Step;
import com.allvideomodels.account.RelatedAccounts.Bond;
import com.allvideomodels.account.RelatedAccounts.Related;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody of 13 to 17, and a parent who agrees twice, or does not. */
@ProductTest
@Clause({"children.age", "children.parent"})
class ParentalConsentTests {

    private static final String PASSWORD = "violet-harbor-tango-umbrella";

    @LocalServerPort
    int port;

    @Autowired
    RelatedAccounts related;

    @Autowired
    ParentalConsents parents;

    @Autowired
    ParentalConsentRows table;

    @Autowired
    TestAccounts people;

    @Autowired
    ActsSeen acts;

    @Autowired
    AccountRepository accounts;

    @Autowired
    AccountClosure closure;

    @Autowired
    Consents consents;

    @Autowired
    Policies policies;

    @Autowired
    Processors processors;

    @Autowired
    Erasures erasures;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    LegalHolds holds;

    @Autowired
    LettersSeen letters;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    @Autowired
    CsrfAsShipped csrf;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final EmailAddress parent = new EmailAddress("parent-" + word + "@example.test");
    private final EmailAddress child = new EmailAddress("child-" + word + "@example.test");
    private final String username = "kid-" + word;

    @BeforeEach
    void asShipped() {
        csrf.restore();
    }

    @AfterEach
    void leaveNothing() {
        clock.reset();
        sql.sql("delete from parental_consent where email = :email")
                .param("email", parent.value())
                .update();
    }

    @Test
    void aParentAgreesTwiceADayApartAndOnlyThenOneAccountIsOpened() {
        Browser teenager = asked();
        assertThat(accounts.findByUsername(username)).isEmpty();
        assertThat(teenager.cookie("session")).as("nothing of the child").isEmpty();
        Browser reader = new Browser(port);
        String first = token("parent-asked");
        assertThat(reader.open("/parental-consent?token=" + first).text())
                .contains("You decide", "I agree", "I do not agree", "a name, a user name");
        assertThat(step()).as("opening the link is not enough").isEqualTo(Step.ASKED);

        assertThat(reader.submit("/parental-consent", "token", first).text()).contains("One step is left");
        assertThat(reader.submit("/parental-consent", "token", first).text())
                .as("the first letter does not take the second step")
                .contains("no longer works");
        clock.advance(Duration.ofHours(23));
        parents.askAgain();
        assertThat(letters.last(parent, "parent-asked-again")).isEmpty();
        clock.advance(Duration.ofHours(1));
        parents.askAgain();
        parents.askAgain();
        assertThat(letters.to(parent)).as("written once").hasSize(2);
        assertThat(invitation(token("parent-asked-again")))
                .as("not yet an invitation")
                .contains("no longer works");

        reader.submit("/parental-consent", "token", token("parent-asked-again"));
        assertThat(step()).isEqualTo(Step.CONFIRMED);
        assertThat(teenager.open("/sign-up").text())
                .as("the age screen is not answered anew")
                .contains("parent or guardian");
        follow(teenager);
        assertThat(signUp(teenager, child).header("location")).endsWith("/sign-up/letter");

        Account opened = accounts.findByUsername(username).orElseThrow();
        assertThat(parents.parentOf(opened.id())).contains(parent);
        assertThat(consents.holding(opened.id())).contains(Purpose.PARENTAL);
        assertThat(new Browser(port)
                        .open("/sign-up/invitation?token=" + token("parent-confirmed"))
                        .text())
                .as("one account")
                .contains("no longer works");
        assertThat(teenager.signIn(person(opened.id()))
                        .open("/settings/profile")
                        .text())
                .contains("A parent or guardian agreed");
    }

    @Test
    void aParentEndsItAtAnyTimeAndTheAccountGoesAtOnce() {
        AccountId account = opened();
        Browser signedIn = new Browser(port).signIn(person(account));
        Browser reader = new Browser(port);
        String withdrawal = withdrawal();
        assertThat(reader.open("/parental-consent?token=" + withdrawal).text())
                .contains("has an account with your consent", "End my consent")
                .doesNotContain("I confirm");

        assertThat(reader.submit("/parental-consent/end", "token", withdrawal).text())
                .contains("Your consent has ended");

        assertThat(signedIn.signedIn()).isFalse();
        assertThat(erasures.of(account)).isPresent();
        assertThat(acts.about(account)).contains("parental-consent.withdrawn", "account.closed");
        assertThat(consents.holding(account)).doesNotContain(Purpose.PARENTAL);
        assertThat(rows()).as("the parent's address is not needed any more").isZero();
        assertThat(letters.last(account, "account-closed"))
                .as("no way back for the child")
                .isEmpty();
        signedIn.open("/sign-in");
        assertThat(signedIn.submitAndFollow("/sign-in", "name", username, "password", PASSWORD)
                        .text())
                .contains("is being deleted");
        assertThat(reader.submit("/parental-consent/end", "token", withdrawal).text())
                .contains("no longer works");
    }

    /** The second answer names companies; without it none may be used, and the link that ends it changes them. */
    @Test
    @Clause("training.disclosure")
    void aParentSaysWhichCompaniesMayTrainAndMayChangeIt() {
        agreedOnce();
        Browser reader = new Browser(port);
        String second = token("parent-asked-again");
        assertThat(reader.open("/parental-consent?token=" + second).text())
                .contains("Companies that may make videos for your child", "value=\"" + runway() + "\"", "May train")
                .doesNotContain("checked=\"checked\"");
        reader.submit("/parental-consent", "token", second, "provider", runway());
        AccountId account = signedUp();
        assertThat(consents.holding(account)).contains(Purpose.allowedByParent("runway"));
        assertThat(consents.withheld(account))
                .contains(Purpose.provider("luma"))
                .doesNotContain(Purpose.provider("runway"));
        consents.give(account, Purpose.provider("runway"), stated(), Means.CONSENTS_PAGE);
        assertThat(consents.holds(account, Purpose.provider("runway"))).isTrue();

        String link = withdrawal();
        assertThat(reader.open("/parental-consent?token=" + link).text()).contains("checked=\"checked\"");
        assertThat(reader.submit("/parental-consent/providers", "token", link, "provider", "luma 2020-01-01")
                        .text())
                .contains("Noted");
        assertThat(consents.holds(account, Purpose.provider("runway"))).isFalse();
        assertThat(consents.withheld(account))
                .as("the other one by an older statement")
                .contains(Purpose.provider("runway"), Purpose.provider("luma"));
        assertThat(reader.submit("/parental-consent/providers", "token", second, "provider", runway())
                        .text())
                .as("the link of a step says nothing more")
                .contains("no longer works");
    }

    private String runway() {
        return "runway " + stated();
    }

    private String stated() {
        return processors.find("runway").orElseThrow().stated().toString();
    }

    @Test
    void whoDoesNotAgreeIsForgottenAtEachStep() {
        Browser reader = new Browser(port);
        asked();
        reader.submit("/parental-consent/end", "token", token("parent-asked"));
        assertThat(rows()).as("at the first letter").isZero();

        asked();
        reader.submit("/parental-consent", "token", token("parent-asked"));
        reader.submit("/parental-consent/end", "token", token("parent-asked"));
        assertThat(rows()).as("between the steps").isZero();

        agreedOnce();
        reader.submit("/parental-consent/end", "token", token("parent-asked-again"));
        assertThat(rows()).as("at the second letter").isZero();

        agreedTwice();
        reader.submit("/parental-consent/end", "token", withdrawal());
        assertThat(rows()).as("before the account is opened").isZero();
        assertThat(invitation(token("parent-confirmed"))).contains("no longer works");
    }

    @Test
    @Clause("retain.account")
    void whoNeverAnswersIsForgottenAfterAWeek() {
        asked();
        clock.advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(parents.peek(token("parent-asked"))).isPresent();
        assertThat(due()).isFalse();
        clock.advance(Duration.ofMinutes(2));
        assertThat(parents.peek(token("parent-asked"))).as("before any sweep").isEmpty();
        assertThat(due()).isTrue();
    }

    @Test
    void theParentsAddressStaysAsLongAsTheAccountAndNoLonger() {
        AccountId account = opened();
        clock.advance(Duration.ofDays(400));
        assertThat(due()).isFalse();
        sql.sql("delete from account where id = :id")
                .param("id", account.value())
                .update();
        assertThat(rows()).isZero();
    }

    @Test
    void anInvitationIsGoodForAWeekAndNotForTheParentsOwnAddress() {
        agreedTwice();
        Browser teenager = new Browser(port);
        follow(teenager);
        assertThat(signUp(teenager, parent).text()).contains("needs an address of its own");
        assertThat(accounts.findByUsername(username)).isEmpty();

        clock.advance(Duration.ofDays(7).plusMinutes(1));
        Browser late = new Browser(port);
        assertThat(late.open("/sign-up/invitation?token=" + token("parent-confirmed"))
                        .text())
                .contains("no longer works");
    }

    @Test
    void whoTookTooLongAtTheFormOpensNothing() {
        agreedTwice();
        Browser teenager = new Browser(port);
        follow(teenager);
        sql.sql("update parental_consent set expires_at = :past where email = :email")
                .param("past", clock.instant().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param("email", parent.value())
                .update();
        assertThat(signUp(teenager, child).text()).contains("no longer works");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    void noLinkDoesWhatAnotherIsFor() {
        agreedTwice();
        String invitation = token("parent-confirmed");
        assertThat(parents.peek(invitation)).isEmpty();
        assertThat(parents.end(invitation)).isFalse();
        assertThat(parents.agree(invitation, List.of())).isFalse();
        assertThat(parents.invitation(withdrawal())).isEmpty();
        assertThat(parents.agree(withdrawal(), List.of())).isFalse();
        assertThat(step()).isEqualTo(Step.CONFIRMED);
    }

    /** Asked of the rows too, where two come at once and both have looked before. */
    @Test
    void aConsentIsGoodForOneAccountAfterItsLastStepAndWithinItsWeek() {
        asked();
        opensNothing();
        parents.agree(token("parent-asked"), List.of());
        opensNothing();
        clock.advance(Duration.ofHours(24));
        parents.askAgain();
        opensNothing();
        parents.agree(token("parent-asked-again"), List.of());
        assertThat(parents.unused(id())).isPresent();
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        opensNothing();
        leaveNothing();

        AccountId account = opened();
        opensNothing();
        assertThat(parents.parentOf(account)).contains(parent);
    }

    private void opensNothing() {
        AccountId another = people.openAccount().id();
        assertThat(parents.unused(id())).isEmpty();
        boolean used = Boolean.TRUE.equals(transaction.execute(status -> parents.use(id(), another)));
        assertThat(used).isFalse();
        assertThat(consents.holding(another)).doesNotContain(Purpose.PARENTAL);
    }

    @Test
    void noStepIsTakenOnceItsWeekIsOver() {
        asked();
        Instant late = clock.instant().plus(Duration.ofDays(8));
        assertThat(table.agree(id(), late, late, late.plusSeconds(60))).isFalse();
        leaveNothing();
        agreedOnce();
        late = clock.instant().plus(Duration.ofDays(8));
        assertThat(table.confirm(id(), List.of(), Secret.fresh(), Secret.fresh(), late, late.plusSeconds(60)))
                .isFalse();
        assertThat(step()).isEqualTo(Step.CONFIRMING);
    }

    @Test
    void staffFindTheChildFromTheParentAndTheParentFromTheChild() {
        AccountId account = opened();
        assertThat(related.to(null, List.of(parent))).containsExactly(new Related(account, username, Bond.CHILD));
        TestAccounts.TestAccount grown = people.openAccount(parent);
        assertThat(related.to(account, List.of()))
                .containsExactly(new Related(grown.id(), grown.username(), Bond.PARENT));
        assertThat(related.to(grown.id(), List.of())).containsExactly(new Related(account, username, Bond.CHILD));
    }

    @Test
    void theChildrenOfAParentAreFoundByIndex() {
        List<String> plan = transaction.execute(status -> {
            sql.sql("set local enable_seqscan = off").update();
            return sql.sql("explain select account_id from parental_consent where email = :email")
                    .param("email", parent.value())
                    .query(String.class)
                    .list();
        });
        assertThat(String.join("\n", plan)).contains("parental_consent_email");
    }

    private UUID id() {
        return sql.sql("select id from parental_consent where email = :email")
                .param("email", parent.value())
                .query(UUID.class)
                .single();
    }

    @Test
    void anInvitationDoesNotLetInWhoWasUnderThirteen() {
        agreedTwice();
        Browser kid = born(new Browser(port), 11);
        follow(kid);
        assertThat(kid.open("/sign-up").text()).contains("cannot use AllVideoModels");
        assertThat(signUp(kid, child).header("location")).endsWith("/sign-up");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    void onlyWhoSaidToBeThirteenToSeventeenIsAskedForAParent() {
        Browser nobody = new Browser(port);
        nobody.open("/sign-up");
        nobody.submit("/sign-up/guardian", "email", parent.value());
        Browser kid = born(new Browser(port), 12);
        kid.submit("/sign-up/guardian", "email", parent.value());
        assertThat(rows()).isZero();
        Browser teenager = born(new Browser(port), 15);
        assertThat(teenager.open("/sign-up").text()).contains("E-mail address of your parent");
        assertThat(teenager.submit("/sign-up/guardian", "email", "not an address")
                        .text())
                .contains("not a whole e-mail address", "value=\"not an address\"");
        assertThat(rows()).isZero();
    }

    @Test
    void oneAddressIsNotWrittenToAgainAndAgainAndNobodyIsTold() {
        Browser teenager = born(new Browser(port), 15);
        teenager.open("/sign-up");
        for (int i = 0; i < 6; i++) {
            assertThat(teenager.submit("/sign-up/guardian", "email", parent.value())
                            .header("location"))
                    .endsWith("/sign-up/guardian");
        }
        assertThat(letters.to(parent)).hasSize(4);
    }

    private Browser asked() {
        Browser teenager = born(new Browser(port), 15);
        teenager.open("/sign-up");
        assertThat(teenager.submitAndFollow("/sign-up/guardian", "email", parent.value())
                        .text())
                .contains("The question is on its way");
        return teenager;
    }

    private void agreedOnce() {
        asked();
        parents.agree(token("parent-asked"), List.of());
        clock.advance(Duration.ofHours(24));
        parents.askAgain();
    }

    private void agreedTwice() {
        agreedOnce();
        assertThat(parents.agree(token("parent-asked-again"), List.of())).isTrue();
    }

    private AccountId opened() {
        agreedTwice();
        return signedUp();
    }

    private AccountId signedUp() {
        Browser teenager = new Browser(port);
        follow(teenager);
        signUp(teenager, child);
        return accounts.findByUsername(username).orElseThrow().id();
    }

    private void follow(Browser browser) {
        browser.open("/sign-up/invitation?token=" + token("parent-confirmed"));
        browser.submit("/sign-up/invitation", "token", token("parent-confirmed"));
        browser.open("/sign-up");
    }

    private String invitation(String token) {
        return new Browser(port).open("/sign-up/invitation?token=" + token).text();
    }

    private String token(String template) {
        return letters.last(parent, template).orElseThrow().token();
    }

    private String withdrawal() {
        return letters.last(parent, "parent-confirmed")
                .orElseThrow()
                .letter()
                .values()
                .get("withdrawal")
                .replaceFirst(".*token=", "");
    }

    private TestAccounts.TestAccount person(AccountId id) {
        return new TestAccounts.TestAccount(id, child, username, PASSWORD);
    }

    private Step step() {
        return Step.valueOf(sql.sql("select step from parental_consent where email = :email")
                .param("email", parent.value())
                .query(String.class)
                .single());
    }

    private long rows() {
        return sql.sql("select count(*) from parental_consent where email = :email")
                .param("email", parent.value())
                .query(Long.class)
                .single();
    }

    /** Whether the sweep would end it now. */
    private boolean due() {
        RetentionRule rule = rules.stream()
                .filter(one -> one.dataClass().equals("parental-consent"))
                .findFirst()
                .orElseThrow();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            status.setRollbackOnly();
            holds.guard();
            rule.end(clock.instant(), 10_000);
            return rows() == 0;
        }));
    }

    private Browser born(Browser browser, int years) {
        LocalDate born = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusYears(years)
                .minusDays(40);
        browser.open("/sign-up");
        browser.submit(
                "/sign-up/age",
                "year",
                Integer.toString(born.getYear()),
                "month",
                Integer.toString(born.getMonthValue()),
                "day",
                Integer.toString(born.getDayOfMonth()));
        return browser;
    }

    private Browser.Page signUp(Browser browser, EmailAddress address) {
        return browser.submit(
                "/sign-up",
                "name",
                "Kim Example",
                "email",
                address.value(),
                "username",
                username,
                "password",
                PASSWORD,
                "version",
                policies.current().id(),
                "policy",
                "true",
                "transfer",
                "true");
    }
}
