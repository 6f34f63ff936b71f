package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rules of the rows of every module: on the day before, on the day, held, and by an index. */
@ProductTest
class RowEndingTests {

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    TestAccounts people;

    @Autowired
    AccountClosure closure;

    @Autowired
    Erasures erasures;

    @Autowired
    ErasureWork work;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause("retain.account")
    void theErasureOfAClosedAccountIsOrderedAfterThirtyDaysOfGraceAndNotBefore() {
        AccountId ana = people.openAccount().id();
        closure.close(ana, new Actor.Person(ana));
        people.nothingIsOnItsWayTo(ana);
        clock.advance(Duration.ofDays(30).minusMinutes(1));
        end("account");
        assertThat(erasures.of(ana)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        end("account");
        assertThat(erasures.of(ana)).isPresent();
        work.carryOut();
        assertThat(count("account where id = '" + ana + "'")).isZero();
    }

    @Test
    @Clause("retain.account")
    void aSignUpThatWasNeverConfirmedIsGoneAfterSevenDays() {
        AccountId ana = people.openUnconfirmedAccount().id();
        AccountId ben = people.openAccount().id();
        clock.advance(Duration.ofDays(7).minusMinutes(1));
        end("unconfirmed-account");
        assertThat(erasures.of(ana)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        end("unconfirmed-account");
        work.carryOut();
        assertThat(count("account where id = '" + ana + "'")).isZero();
        assertThat(count("account where id = '" + ben + "'")).isOne();
    }

    @Test
    @Clause({"retain.account", "hold.exceptions"})
    void aHeldAccountIsNotEvenOrdered() {
        AccountId ana = people.openAccount().id();
        closure.close(ana, new Actor.Person(ana));
        people.nothingIsOnItsWayTo(ana);
        hold(ana);
        clock.advance(Duration.ofDays(31));
        end("account");
        assertThat(erasures.of(ana)).isEmpty();
    }

    @Test
    @Clause("retain.email")
    void lettersGoTwoYearsAfterTheyWereWritten() {
        UUID old = letter("2 years 1 day");
        UUID young = letter("1 year 360 days");
        end("letter");
        assertThat(count("letter where id = '" + old + "'")).isZero();
        assertThat(count("letter where id = '" + young + "'")).isOne();
    }

    @Test
    void consentsGoThreeYearsAfterTheAccountAndNeverBefore() {
        AccountId ana = people.openAccount().id();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    sql.sql("select set_config('retention.ends', 'consent', true)")
                            .query((row, number) -> true)
                            .single();
                    sql.sql("delete from consent_event where account_id = :ana")
                            .param("ana", ana.value())
                            .update();
                }))
                .as("not even by the way of the rule while the account is there")
                .isInstanceOf(DataAccessException.class);
        transaction.executeWithoutResult(status -> erasures.order(ana, Cause.ERASURE, clock.instant()));
        work.carryOut();
        clock.advance(Duration.ofDays(3 * 365));
        end("consent");
        assertThat(count("consent_event where account_id = '" + ana + "'")).isPositive();
        clock.advance(Duration.ofDays(3));
        end("consent");
        assertThat(count("consent_event where account_id = '" + ana + "'")).isZero();
        assertThat(count("consent_end where account_id = '" + ana + "'")).isZero();
    }

    @Test
    void eventsThatNobodyFollowedUpGoAfterThirtyDays() {
        UUID old = event("31 days");
        UUID young = event("29 days");
        end("event");
        assertThat(count("event_publication where id = '" + old + "'")).isZero();
        assertThat(count("event_publication where id = '" + young + "'")).isOne();
        sql.sql("delete from event_publication where id = :id")
                .param("id", young)
                .update();
    }

    @Test
    @Clause("retain.provider-copies")
    void theProofOfAnAskedForCopyGoesAfterThreeYears() {
        UUID old = copy("3 years 1 day");
        UUID young = copy("2 years 360 days");
        end("provider-copy");
        assertThat(count("provider_copy where id = '" + old + "'")).isZero();
        assertThat(count("provider_copy where id = '" + young + "'")).isOne();
        sql.sql("delete from provider_copy where id = :id").param("id", young).update();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    account_closed               | select id from account where closed_at is not null and erasure_ordered_at is null \
                                                   and closed_at <= now() order by closed_at limit 100
                    account_unconfirmed          | select id from account where email_confirmed_at is null and erasure_ordered_at is null \
                                                   and opened_at <= now() order by opened_at limit 100
                    sign_in_at                   | select id from sign_in where at <= now() order by at limit 100
                    account_token_expiry         | select hash from account_token where expires_at <= now() order by expires_at limit 100
                    address_change_expiry        | select id from address_change where expires_at <= now() order by expires_at limit 100
                    throttle_paid_until          | select key from throttle where paid_until <= now() order by paid_until limit 100
                    letter_written               | select id from letter where letter.state <> 'waiting' and written_at <= now() order by written_at limit 100
                    consent_end_at               | select account_id from consent_end where ended_at <= now() order by ended_at limit 100
                    restriction_lifts            | select account_id from restriction where lifts_at is not null and lifts_at <= now() order by lifts_at limit 100
                    ledger_transaction_booked    | select owner from ledger_transaction where kind <> 'carry' and at <= now() order by at limit 100
                    provider_copy_owed           | select id from provider_copy where owed_since <= now() order by owed_since limit 100
                    provider_copy_due            | select id from provider_copy where state = 'DUE' and due_at <= now() order by due_at limit 100
                    provider_copy_open           | select count(*) from provider_copy where state <> 'DELETED' and deadline <= now()
                    provider_link_until          | select id from provider_link where until <= now() order by until limit 100
                    provider_link_owner          | select id from provider_link where owner = '00000000-0000-0000-0000-000000000000'
                    event_publication_date       | select id from event_publication where publication_date <= now() order by publication_date limit 100
                    privacy_request_closed       | select id from privacy_request where closed_at is not null and closed_at <= now() order by closed_at limit 100
                    privacy_request_link_expires | select hash from privacy_request_link where expires_at <= now() order by expires_at limit 100
                    mail_event_received          | select id from mail_event where received_at <= now() order by received_at limit 100
                    erasure_due                  | select account_id from erasure where due_at <= now() order by due_at limit 1
                    """)
    void whatIsDueIsFoundByAnIndex(String index, String query) {
        String plan = transaction.execute(status -> {
            sql.sql("set local enable_seqscan = off").update();
            sql.sql("set local enable_sort = off").update();
            return String.join(
                    "\n", sql.sql("explain " + query).query(String.class).list());
        });
        assertThat(plan).contains(index);
    }

    private void end(String dataClass) {
        RetentionRule rule = rules.stream()
                .filter(one -> one.dataClass().equals(dataClass))
                .findFirst()
                .orElseThrow();
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> rule.end(now, 10_000));
    }

    private void hold(AccountId who) {
        sql.sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                values (gen_random_uuid(), 'ACCOUNT', 'account', :who, 'r', 'g', gen_random_uuid(), now(), '2030-01-01')
                """).param("who", who.value()).update();
    }

    private UUID letter(String age) {
        return inserted("""
                insert into letter (id, account_id, template, state, written_at, ended_at)
                values (:id, gen_random_uuid(), 'account-welcome', 'sent', cast(:now as timestamptz) - cast(:age as interval), :now)
                """, age);
    }

    private UUID event(String age) {
        return inserted("""
                insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status)
                values (:id, 'nobody', 'Nothing', '{}', cast(:now as timestamptz) - cast(:age as interval), 'FAILED')
                """, age);
    }

    private UUID copy(String age) {
        return inserted("""
                insert into provider_copy (id, api, task_id, left_running, owed_since, deadline, state)
                values (:id, 'RUNWAY', 'task-' || :id, false, cast(:now as timestamptz) - cast(:age as interval), :now, 'REFUSED')
                """, age);
    }

    private UUID inserted(String statement, String age) {
        UUID id = UUID.randomUUID();
        sql.sql(statement)
                .param("id", id)
                .param("age", age)
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        return id;
    }

    private long count(String what) {
        return sql.sql("select count(*) from " + what).query(Long.class).single();
    }
}
