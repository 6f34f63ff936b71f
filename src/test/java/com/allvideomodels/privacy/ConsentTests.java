package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** What people agreed to is what the last event of each purpose says, and every event stays. */
@ProductTest
@RecordApplicationEvents
class ConsentTests {

    private static final Purpose RUNWAY = Purpose.provider("runway");

    /** The date of the statements in the register. */
    private static final String STATED = "2026-11-22";

    @Autowired
    ConsentHistory consents;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEvents events;

    AccountId me;

    @BeforeEach
    void someone() {
        me = AccountId.fresh();
    }

    @Test
    @Clause({"training.disclosure", "share.consent"})
    void nothingHoldsBeforeItIsGiven() {
        assertThat(consents.holds(me, RUNWAY)).isFalse();

        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);

        assertThat(consents.holds(me, RUNWAY)).isTrue();
        assertThat(consents.holds(AccountId.fresh(), RUNWAY)).isFalse();
        assertThat(consents.holds(me, Purpose.provider("pika"))).isFalse();
    }

    @Test
    @Clause("right.withdraw")
    void whatWasGivenCanBeWithdrawnAndBothStayInTheHistory() {
        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
        consents.withdraw(me, RUNWAY, Means.CONSENTS_PAGE);

        assertThat(consents.holds(me, RUNWAY)).isFalse();
        assertThat(consents.all(me))
                .extracting(ConsentEvent::kind)
                .containsExactly(ConsentEvent.Kind.WITHDRAWN, ConsentEvent.Kind.GIVEN);
    }

    @Test
    @Clause("right.withdraw")
    void eachAnswerSaysByWhatMeansItWasGiven() {
        consents.give(me, RUNWAY, STATED, Means.COMPOSER);
        consents.withdraw(me, RUNWAY, Means.CONSENTS_PAGE);
        consents.refuse(me, Purpose.MARKETING, STATED, Means.UNSUBSCRIBE_LINK);
        assertThat(consents.all(me))
                .extracting(ConsentEvent::means)
                .containsExactly(Means.UNSUBSCRIBE_LINK, Means.CONSENTS_PAGE, Means.COMPOSER);
    }

    /** Nobody under 18 agrees alone that a company may train on what they send. */
    @Test
    @Clause({"children.age", "training.disclosure"})
    void somebodyUnderEighteenAgreesOnlyToWhatAParentAllows() {
        consents.give(me, Purpose.PARENTAL, "2026-11-26", Means.PARENT);
        assertThatThrownBy(() -> consents.give(me, RUNWAY, STATED, Means.COMPOSER))
                .isInstanceOf(ParentMissing.class);
        assertThat(consents.holding(me)).containsExactly(Purpose.PARENTAL);

        consents.give(me, Purpose.allowedByParent("runway"), STATED, Means.PARENT);
        assertThat(consents.holds(me, RUNWAY)).as("a parent's word alone").isFalse();
        assertThat(consents.withheld(me)).contains(Purpose.provider("luma")).doesNotContain(RUNWAY);
        consents.give(me, RUNWAY, STATED, Means.COMPOSER);
        assertThat(consents.holds(me, RUNWAY)).isTrue();

        consents.withdraw(me, Purpose.allowedByParent("runway"), Means.PARENT);
        assertThat(consents.holds(me, RUNWAY)).as("once the parent says no").isFalse();
        assertThat(consents.holding(me)).doesNotContain(RUNWAY);
        consents.give(me, Purpose.allowedByParent("runway"), "2020-01-01", Means.PARENT);
        assertThat(consents.holds(me, RUNWAY)).as("by an older statement").isFalse();
        assertThat(consents.withheld(AccountId.fresh())).as("an adult").isEmpty();
    }

    @Test
    void theSameAgainChangesNothingAndTellsNobody() {
        consents.withdraw(me, RUNWAY, Means.CONSENTS_PAGE);
        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
        consents.withdraw(me, RUNWAY, Means.CONSENTS_PAGE);
        consents.withdraw(me, RUNWAY, Means.CONSENTS_PAGE);

        assertThat(consents.all(me)).hasSize(2);
        assertThat(events.stream(ConsentGiven.class).filter(event -> event.who().equals(me)))
                .hasSize(1);
        assertThat(events.stream(ConsentWithdrawn.class)
                        .filter(event -> event.who().equals(me)))
                .hasSize(1);
    }

    @Test
    void aNewTextIsAgreedToAnew() {
        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
        consents.give(me, RUNWAY, "2027-01-01", Means.CONSENTS_PAGE);

        assertThat(consents.all(me)).extracting(ConsentEvent::version).containsExactly("2027-01-01", STATED);
    }

    @Test
    void aConsentLivesAndDiesWithTheTransactionItWasGivenIn() {
        transactions.executeWithoutResult(status -> {
            consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
            status.setRollbackOnly();
        });

        assertThat(consents.holds(me, RUNWAY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261126, 0xC0115E47L})
    void whatHoldsIsTheFoldOfTheHistory(long seed) {
        Random random = new Random(seed);
        List<Purpose> purposes =
                List.of(RUNWAY, Purpose.provider("luma"), Purpose.POLICY, Purpose.TRANSFER, new Purpose("marketing"));
        Map<Purpose, Boolean> model = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            Purpose purpose = purposes.get(random.nextInt(purposes.size()));
            boolean give = random.nextBoolean();
            String version = List.of("2020-01-01", STATED, "2027-01-01").get(random.nextInt(3));
            if (give) {
                consents.give(me, purpose, version, Means.CONSENTS_PAGE);
            } else if (random.nextBoolean()) {
                consents.withdraw(me, purpose, Means.CONSENTS_PAGE);
            } else {
                consents.answer(me, purpose, version, false, Means.CONSENTS_PAGE);
            }
            model.put(purpose, give && counts(purpose, version));
        }

        assertThat(consents.holding(me)).isEqualTo(keysThatHold(model));
        Map<Purpose, Boolean> folded = new HashMap<>();
        consents.all(me)
                .reversed()
                .forEach(event ->
                        folded.put(event.purpose(), event.agrees() && counts(event.purpose(), event.version())));
        assertThat(consents.holding(me)).isEqualTo(keysThatHold(folded));
        assertThat(consents.effective(me).stream()
                        .filter(event -> event.agrees() && counts(event.purpose(), event.version()))
                        .map(ConsentEvent::purpose)
                        .collect(Collectors.toSet()))
                .isEqualTo(consents.holding(me));
        assertThat(consents.holding(replayed())).isEqualTo(consents.holding(me));
    }

    /** Somebody else to whom the same happens once more, event by event (invariant C1). */
    private AccountId replayed() {
        AccountId other = AccountId.fresh();
        consents.all(me).reversed().forEach(event -> {
            switch (event.kind()) {
                case GIVEN -> consents.give(other, event.purpose(), event.version(), Means.CONSENTS_PAGE);
                case WITHDRAWN -> consents.withdraw(other, event.purpose(), Means.CONSENTS_PAGE);
                case REFUSED -> consents.refuse(other, event.purpose(), event.version(), Means.CONSENTS_PAGE);
            }
        });
        assertThat(consents.all(other))
                .extracting(ConsentEvent::purpose, ConsentEvent::kind, ConsentEvent::version)
                .isEqualTo(consents.all(me).stream()
                        .map(event ->
                                org.assertj.core.groups.Tuple.tuple(event.purpose(), event.kind(), event.version()))
                        .toList());
        return other;
    }

    @Test
    void manyClicksAtOnceAreOneAgreement() throws Exception {
        List<Callable<Object>> clicks = new ArrayList<>();
        IntStream.range(0, 16)
                .forEach(click -> clicks.add(() -> {
                    consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
                    return me;
                }));
        try (var people = Executors.newFixedThreadPool(8)) {
            for (var click : people.invokeAll(clicks)) {
                click.get();
            }
        }

        assertThat(consents.all(me)).hasSize(1);
    }

    @Test
    void givingAndWithdrawingAtOnceNeverRecordTheSameTwiceInARow() throws Exception {
        List<Callable<Object>> clicks = new ArrayList<>();
        IntStream.range(0, 20)
                .forEach(click -> clicks.add(() -> {
                    if (click % 2 == 0) {
                        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);
                    } else {
                        consents.withdraw(me, RUNWAY, Means.CONSENTS_PAGE);
                    }
                    return me;
                }));
        try (var people = Executors.newFixedThreadPool(8)) {
            for (var click : people.invokeAll(clicks)) {
                click.get();
            }
        }

        List<ConsentEvent> history = consents.all(me);
        for (int i = 1; i < history.size(); i++) {
            assertThat(history.get(i).kind()).isNotEqualTo(history.get(i - 1).kind());
        }
    }

    @Test
    void historyIsNeverChangedNorDeleted() {
        consents.give(me, RUNWAY, STATED, Means.CONSENTS_PAGE);

        for (String crime : List.of(
                "update consent_event set kind = 'WITHDRAWN' where account_id = :me",
                "delete from consent_event where account_id = :me")) {
            assertThatThrownBy(() -> sql.sql(crime).param("me", me.value()).update())
                    .hasMessageContaining("never changed and never deleted");
        }
        assertThatThrownBy(() -> sql.sql("truncate consent_event").update())
                .hasMessageContaining("never changed and never deleted");
        assertThat(consents.all(me)).hasSize(1);
    }

    private static boolean counts(Purpose purpose, String version) {
        return !purpose.key().startsWith("provider:") || version.equals(STATED);
    }

    private static java.util.Set<Purpose> keysThatHold(Map<Purpose, Boolean> purposes) {
        return purposes.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
