package com.allvideomodels.request;

import static java.util.Locale.ENGLISH;
import static java.util.Locale.SIMPLIFIED_CHINESE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.browser.Browser;
import com.allvideomodels.browser.BrowserTest;
import com.allvideomodels.browser.Look;
import com.allvideomodels.browser.Officer;
import com.allvideomodels.browser.Window;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.local.LocalMailbox.Mail;
import com.allvideomodels.request.Queue.Shelf;
import com.allvideomodels.running.OwnProduct;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every right in a browser, as the person who has it and as the officer who answers: asked for, confirmed, found in the queue, carried out,
 * answered and read. Each twice: the person in one language and the officer in the other, and the other way round.
 */
@Tag("long")
@BrowserTest
@Clause({"right.exercise", "ccpa.agents"})
class RightsJourney {

    @RegisterExtension
    static final OwnProduct PRODUCT =
            OwnProduct.with(launch -> launch.with("account.throttle.network-burst", "100000"));

    private static final String ANSWER = "We did what you asked for. 我们已按您的请求办理。";
    private static final String NAME = "Zhang Wei-Walker";

    private static Officer officer;
    private static Officer other;

    @BeforeAll
    static void staffHaveSecondFactors(Browser browser) {
        officer = newOfficer(browser);
        other = newOfficer(browser);
    }

    private static Officer newOfficer(Browser browser) {
        return Officer.signedIn(PRODUCT, StaffRole.PRIVACY_OFFICER, browser);
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void aRightIsAskedForConfirmedCarriedOutAndAnswered(Right right, Browser browser) {
        new Walk(browser, right, language(right.ordinal()), isByLetter(right), false).goes();
    }

    /** In the other language, by the other way, and in every look. */
    @ParameterizedTest
    @EnumSource(Right.class)
    void everyRightTheOtherWayRound(Right right, Browser browser) {
        new Walk(browser, right, language(right.ordinal() + 1), !isByLetter(right), true).goes();
    }

    private static Locale language(int nth) {
        return nth % 2 == 0 ? ENGLISH : SIMPLIFIED_CHINESE;
    }

    private static boolean isByLetter(Right right) {
        return right.ordinal() / 2 % 2 == 1;
    }

    @ParameterizedTest
    @EnumSource(value = Requester.class, names = "SELF", mode = Mode.EXCLUDE)
    void whoAsksForAnotherShowsByWhatRight(Requester who, Browser browser) {
        standsInFor(who, language(who.ordinal()), false, browser);
    }

    @ParameterizedTest
    @EnumSource(value = Requester.class, names = "SELF", mode = Mode.EXCLUDE)
    void whoAsksForAnotherTheOtherWayRound(Requester who, Browser browser) {
        standsInFor(who, language(who.ordinal() + 1), true, browser);
    }

    private static void standsInFor(Requester who, Locale language, boolean closely, Browser browser) {
        Asking person = person(browser, Look.WIDE, language, closely);
        String contact = "contact-of-" + person.address();
        String number = person.isAskedFor(Right.ACCESS, who, contact);
        person.hears(contact, "privacy-request-received", number, Right.ACCESS);
        assertThat(PRODUCT.letters(contact, "privacy-request-confirm"))
                .as("only the person themselves can confirm it")
                .isEmpty();
        Answering answering = officer(browser, Look.WIDE, opposite(language), closely);
        answering.finds(number, Right.ACCESS, Shelf.MANDATE);
        answering.side().reads(contact, answering.side().says("request.requester." + who.key()));
        answering.checksTheMandate(who);
        person.confirms(number, 1);
        answering.finds(number, Right.ACCESS, Shelf.OPEN);
        answering.begins();
        answering.answers(ANSWER);
        person.hears(contact, "privacy-request-answered", number, Right.ACCESS, ANSWER);
        assertThat(PRODUCT.letters(person.address(), "privacy-request-answered"))
                .isEmpty();
    }

    @Test
    void whoHasNoAccountIsAskedTheSameAndToldWhy(Browser browser) {
        var nobody = new TestAccount(
                AccountId.fresh(), new EmailAddress("nobody-" + UUID.randomUUID() + "@example.test"), "", "");
        Asking person = new Asking(side(browser, Look.WIDE, SIMPLIFIED_CHINESE, false), nobody);
        String number = person.asksByLetter(Right.ACCESS);
        Answering answering = officer(browser, Look.WIDE, ENGLISH, false);
        answering.finds(number, Right.ACCESS, Shelf.OPEN);
        assertThat(answering.side().page().locator("#found").count()).isZero();
        answering.denies(Denial.NO_MATCH, ANSWER);
        Mail denied = person.hears(
                "privacy-request-denied",
                number,
                Right.ACCESS,
                ANSWER,
                person.side().says("mail.denial.no-match"));
        person.side().page().navigate(denied.link());
        assertThat(person.side().window().path()).as("to ask for a second look").isEqualTo("/privacy/requests");
    }

    @Test
    void everythingIsDoneWithoutScriptsToo(Browser browser) {
        Look look = Look.PHONE.withoutScripts();
        Asking person = person(browser, look, ENGLISH, false);
        String number = person.asksByLetter(Right.CORRECTION);
        Answering answering = officer(browser, look, ENGLISH, false);
        answering.finds(number, Right.CORRECTION, Shelf.OPEN);
        answering.begins();
        person.correctsTheName(NAME);
        answering.answers(ANSWER);
        Mail letter = person.hears("privacy-request-answered", number, Right.CORRECTION, ANSWER);
        person.reads(letter, number, Status.FULFILLED, ANSWER);
    }

    /** One right, from the form to the letter. */
    private static final class Walk {

        private final Right right;
        private final boolean byLetter;
        private final Browser browser;
        private final boolean closely;
        private final Asking person;
        private final Answering answering;

        Walk(Browser browser, Right right, Locale language, boolean byLetter, boolean closely) {
            this.browser = browser;
            this.right = right;
            this.byLetter = byLetter;
            this.closely = closely;
            this.person = person(browser, Look.WIDE, language, closely);
            this.answering = officer(browser, Look.WIDE, opposite(language), closely);
        }

        void goes() {
            if (right == Right.APPEAL) {
                isDenied();
            }
            String number = asks(right);
            person.findsInCentre(number, right, Status.OPEN, due(number));
            answering.finds(number, right, Shelf.OPEN);
            answering.begins();
            isCarriedOut(number);
            if (right.isDeletion()) {
                isErased(number);
            } else {
                isAnswered(number);
            }
        }

        private String asks(Right what) {
            return byLetter ? person.asksByLetter(what) : person.asksSignedIn(what);
        }

        private void isAnswered(String number) {
            answering.answers(ANSWER);
            assertThat(standing(number)).isEqualTo("fulfilled");
            Mail letter = person.hears("privacy-request-answered", number, right, ANSWER);
            person.reads(letter, number, Status.FULFILLED, ANSWER);
        }

        /** What the right is for. */
        private void isCarriedOut(String number) {
            switch (right) {
                case ACCESS, PORTABILITY, KNOW -> person.ordersACopy();
                case CORRECTION, CCPA_CORRECT -> {
                    person.correctsTheName(NAME);
                    answering.seesTheName(person.account(), NAME);
                }
                case DELETION, CCPA_DELETE -> answering.proposesTheErasure();
                case RESTRICTION -> {
                    answering.restricts(person.account(), "Asked for in " + number);
                    person.seesTheRestriction();
                }
                case OBJECTION -> person.refuses("marketing", "automated-decisions");
                case WITHDRAWAL -> person.agreesAndWithdraws();
                case LIMIT -> person.refuses("sensitive-data");
                case OPT_OUT -> {
                    person.refuses("automated-decisions");
                    person.sendsTheSignal();
                }
                case APPEAL -> answering.notes("Somebody else looks at it. 由他人复核。");
                case OTHER -> takesLonger(number);
            }
        }

        private void takesLonger(String number) {
            String before = due(number);
            answering.extendsIt(ANSWER);
            assertThat(due(number)).isGreaterThan(before);
            person.hears("privacy-request-extended", number, right, ANSWER);
            person.findsInCentre(number, right, Status.IN_PROGRESS, due(number));
        }

        private void isErased(String number) {
            Answering second =
                    officer(other, browser, Look.WIDE, answering.side().language(), closely);
            second.finds(number, right, Shelf.OPEN);
            second.approvesTheErasure(ANSWER);
            person.hears("privacy-request-answered", number, right, ANSWER);
            await().pollInSameThread().atMost(Duration.ofSeconds(30)).until(() -> {
                PRODUCT.passes(Duration.ofMinutes(1), "retention.erase");
                return count("select count(*) from account where id = :id") == 0
                        && count("select count(*) from erasure where account_id = :id") == 0;
            });
            PRODUCT.letter(person.address(), "account-erased");
            second.finds(number, right, Shelf.CLOSED);
            second.side().reads(second.side().says("request.detached"));
            second.side().looks("page-erased");
            assertThat(standing(number)).isEqualTo("fulfilled");
            person.side().opens("/privacy/requests/" + number);
            assertThat(person.side().window().path()).as("nobody any more").isEqualTo("/sign-in");
        }

        private void isDenied() {
            String number = asks(Right.ACCESS);
            answering.finds(number, Right.ACCESS, Shelf.OPEN);
            answering.denies(Denial.CLAIM_NOT_COVERED, ANSWER);
            String why = person.side().says("mail.denial.claim-not-covered");
            Mail letter = person.hears("privacy-request-denied", number, Right.ACCESS, ANSWER, why);
            if (byLetter) {
                person.side().page().navigate(letter.link());
            } else {
                person.reads(letter, number, Status.DENIED, why);
            }
        }

        private long count(String text) {
            return PRODUCT.bean(JdbcClient.class)
                    .sql(text)
                    .param("id", person.account().id().value())
                    .query(Long.class)
                    .single();
        }
    }

    /** The day as people read it, which is the one of the law. */
    private static String due(String number) {
        return PRODUCT.bean(JdbcClient.class)
                .sql("select regime, received_at, due_at, extended_because is not null from privacy_request where"
                        + " number = :number")
                .param("number", number)
                .query((row, at) -> {
                    Regime regime = Regime.of(row.getString(1)).orElseThrow();
                    Instant received = row.getObject(2, OffsetDateTime.class).toInstant();
                    OffsetDateTime due = row.getObject(3, OffsetDateTime.class);
                    assertThat(due.toInstant())
                            .isEqualTo(row.getBoolean(4) ? regime.extended(received) : regime.due(received));
                    return due.withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString();
                })
                .single();
    }

    private static String standing(String number) {
        return PRODUCT.bean(JdbcClient.class)
                .sql("select status from privacy_request where number = :number and identity_shown and closed_at is"
                        + " not null")
                .param("number", number)
                .query(String.class)
                .single();
    }

    private static Asking person(Browser browser, Look look, Locale language, boolean closely) {
        return new Asking(
                side(browser, look, language, closely),
                PRODUCT.made(TestAccounts.class).openAccount(language));
    }

    private static Answering officer(Browser browser, Look look, Locale language, boolean closely) {
        return officer(officer, browser, look, language, closely);
    }

    private static Answering officer(Officer who, Browser browser, Look look, Locale language, boolean closely) {
        Side side = side(browser, look, language, closely);
        who.at(side.window());
        return new Answering(side, who);
    }

    private static Side side(Browser browser, Look look, Locale language, boolean closely) {
        Window window = browser.window(PRODUCT.url(), look.speaking(language.toLanguageTag()));
        return new Side(PRODUCT, window, language, closely);
    }

    private static Locale opposite(Locale language) {
        return language.equals(ENGLISH) ? SIMPLIFIED_CHINESE : ENGLISH;
    }
}
