package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
class UnansweredEventsTests {

    private static final String EVENT = "com.allvideomodels.account.EmailConfirmed";
    private static final String LISTENER = "com.allvideomodels.credits.Welcome.on(" + EVENT + ")";

    @Autowired
    UnansweredEvents events;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Environment environment;

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "PROCESSING", "PUBLISHED", "RESUBMITTED"})
    void whatWasNotFollowedUpIsFollowedUpWithinMinutes(String status) {
        AccountId account = AccountId.fresh();
        publish(account, status, Duration.ofMinutes(2));

        events.tellAgain();

        await().until(() -> available(account) > 0);
        await().until(() -> publicationsFor(account) == 0);
    }

    @Test
    void whatSomebodyMayJustBeDoingIsLeftToThem() {
        AccountId account = AccountId.fresh();
        publish(account, "PROCESSING", Duration.ofSeconds(20));
        AccountId other = AccountId.fresh();
        publish(other, "FAILED", Duration.ofMinutes(2));

        events.tellAgain();

        await().until(() -> publicationsFor(other) == 0);
        assertThat(publicationsFor(account)).isOne();
        assertThat(environment.getProperty("spring.modulith.events.republish-outstanding-events-on-restart"))
                .isEqualTo("false");
    }

    private long available(AccountId account) {
        return transaction.execute(
                status -> ledger.balanceOf(account).available().amount());
    }

    private void publish(AccountId account, String status, Duration ago) {
        sql.sql("""
                        insert into event_publication
                          (id, listener_id, event_type, serialized_event, publication_date, status, completion_attempts,
                           last_resubmission_date)
                        values (:id, :listener, :type, :event, :at, :status, 1, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("listener", LISTENER)
                .param("type", EVENT)
                .param("event", "{\"account\":{\"value\":\"" + account + "\"}}")
                .param("at", Instant.now().minus(ago).atOffset(ZoneOffset.UTC))
                .param("status", status)
                .update();
    }

    private int publicationsFor(AccountId account) {
        return sql.sql("select count(*) from event_publication where serialized_event like :account")
                .param("account", "%" + account + "%")
                .query(Integer.class)
                .single();
    }
}
