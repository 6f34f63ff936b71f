package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ProductTest
class EndingsTests {

    @Autowired
    ApplicationContext context;

    Studio studio;
    Endings endings;
    AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        studio.jdbc
                .sql("update generation set warned_at = finished_at where state = 'SUCCEEDED'")
                .update();
        endings = new Endings(
                studio.rows,
                studio.lifecycle,
                studio.mailer,
                context.getBean(Operator.class),
                studio.jdbc,
                studio.transaction,
                studio.clock);
        who = studio.personWith(100);
        studio.provider.shows = PretendProvider.ready();
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    @Test
    void oneLetterSpeaksOfAllThatGoWithinADayAndOnlyOnce() {
        GenerationId first = studio.ask(who);
        GenerationId second = studio.ask(who);
        studio.node().finish();
        endings.warnOfEnd();
        assertThat(studio.mailer.to(who)).isEmpty();
        studio.clock.advance(Duration.ofDays(6).plusHours(1));
        assertThat(endings.warnOfEnd()).isEqualTo(2);
        assertThat(endings.warnOfEnd()).isZero();
        assertThat(studio.mailer.to(who)).singleElement().satisfies(letter -> {
            assertThat(letter.template()).isEqualTo("video-goes-tomorrow");
            assertThat(letter.values().get("link")).endsWith("/generations");
            assertThat(letter.values().get("deadline"))
                    .as("the first of them to go")
                    .isEqualTo(Stream.of(first, second)
                            .map(id -> studio.row(id).deadline().orElseThrow())
                            .min(Comparator.naturalOrder())
                            .orElseThrow()
                            .toString());
        });
    }

    @Test
    void whatWasDeletedOrChosenForOneDayNeedsNoWarning() {
        GenerationId deleted = studio.ask(who);
        GenerationId shortened = studio.ask(who);
        studio.node().finish();
        studio.lifecycle.locked(deleted.value(), studio.lifecycle::delete);
        studio.lifecycle.locked(
                shortened.value(), row -> row.shorten(studio.clock.instant().plus(Duration.ofDays(1))));
        endings.warnOfEnd();
        assertThat(studio.mailer.to(who)).isEmpty();
    }

    @Test
    void estimatesTellTheTwoClocksApartOnceThereAreFiveThatWereToBeQuick() {
        var model = new com.allvideomodels.provider.ModelId("slow-" + java.util.UUID.randomUUID());
        for (int i = 1; i <= 5; i++) {
            if (i == 5) {
                assertThat(new Estimates(studio.jdbc, new OneModel(model), studio.clock).estimate(model))
                        .isEmpty();
            }
            finished(model, 10 * i, 60, "{}");
        }
        finished(model, 20_000, 60, "{\"FLEX\": \"true\"}");
        var estimate = new Estimates(studio.jdbc, new OneModel(model), studio.clock)
                .estimate(model)
                .orElseThrow();
        assertThat(estimate.count()).isEqualTo(5);
        assertThat(estimate.waiting().usual()).isEqualTo(Duration.ofSeconds(30));
        assertThat(estimate.waiting().most()).isEqualTo(Duration.ofSeconds(50));
        assertThat(estimate.running().usual()).isEqualTo(Duration.ofSeconds(60));
        assertThat(estimate.total().usual()).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
    }

    private void finished(com.allvideomodels.provider.ModelId model, int waited, int ran, String settings) {
        studio.jdbc
                .sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, running_at, collecting_at, finished_at, captured, output, deadline, warned_at)
                select gen_random_uuid(), :owner, gen_random_uuid(), 'x', :model, 'RUNWAY', 'TEXT', 'p', :settings::jsonb, 10,
                  gen_random_uuid(), 'SUCCEEDED', 0, t, t, t + :waited * interval '1 second',
                  t + (:waited + :ran) * interval '1 second', t + (:waited + :ran + 2) * interval '1 second', 10,
                  gen_random_uuid(), t + interval '7 days', t
                from (select now() as t) at
                """)
                .param("owner", who.value())
                .param("model", model.value())
                .param("waited", waited)
                .param("ran", ran)
                .param("settings", settings)
                .update();
    }
}
