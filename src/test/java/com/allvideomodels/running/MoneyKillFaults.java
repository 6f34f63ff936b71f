package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.creem.CreemDesk;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.local.Postgres;
import com.allvideomodels.running.Person.Page;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The node is killed between every two steps of the way from a click to credits. Whatever it was about to do, after the next start there is
 * one payment more, and its credits once.
 */
@Tag("long")
class MoneyKillFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PACK = "pack-500";
    private static final String PLAN = "light-month";

    /** Of what is told of a purchase, where the node is when it ends. */
    private enum Step {
        /** Written down and not answered: it is told again. */
        WRITTEN("insert on creem_event", PACK, false),
        /** Received and not written down. */
        RECEIVED("insert on creem_event", PACK, true),
        TAKEN("update of attempts on creem_event", PACK, true),
        PAID("insert on payment", PLAN, false),
        BOOKED("insert on ledger_entry", PACK, false),
        ENDED("update of state on creem_event", PACK, false);

        private final String at;
        private final String product;
        private final boolean undone;

        Step(String at, String product, boolean undone) {
            this.at = at;
            this.product = product;
            this.undone = undone;
        }
    }

    private final Postgres database = Launch.freshDatabase();
    private final Records records = Records.of(database);

    @Test
    void whereverItIsKilledEachPaymentIsMadeTrueOnce() {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var creem = LocalCreem.at(0, null, InstantSource.system(), 30)) {
            creem.sells(Path.of("config/plans.yml"));
            Launch launch = Launches.hasty(Launch.over(database, sandboxes));
            for (var setting : creem.settings().entrySet()) {
                launch = launch.with(setting.getKey(), setting.getValue());
            }
            try (var node = NodeProcess.start("money-kill", launch)) {
                creem.tells(URI.create(node.url() + "/hooks/creem"));
                killedEverywhere(node, creem.desk());
            }
        }
    }

    private void killedEverywhere(NodeProcess node, CreemDesk desk) {
        records.change("""
                create function rests() returns trigger language plpgsql as $$ begin perform pg_sleep(4); return null; end $$
                """);
        Person ana = Person.at(node.url());
        String email = "ana@example.test";
        for (String step : new String[] {"insert on checkout", "update of state on checkout"}) {
            Click click = Click.on(ana, PACK);
            killed(node, step, step.startsWith("update"), () -> click.leads(ana));
            desk.pay(click.leads(ana), email);
            isMadeTrue(step, 500);
            assertThat(click.leads(ana)).as("a click that was paid for").startsWith("paid");
        }
        for (Step step : Step.values()) {
            Click click = Click.on(ana, step.product);
            String checkout = click.leads(ana);
            killed(node, step.at, step.undone, () -> desk.pay(checkout, email));
            isMadeTrue(step.name(), step.product.equals(PACK) ? 500 : 1000);
        }
    }

    private void killed(NodeProcess node, String place, boolean undone, Runnable what) {
        records.change("create trigger rests after " + place + " for each statement execute function rests()");
        Thread.ofVirtual().start(() -> {
            try {
                what.run();
            } catch (RuntimeException e) {
                // Nobody answers any more.
            }
        });
        await("for the node to be at: " + place).atMost(PATIENCE).until(() -> resting() > 0);
        node.kill9();
        if (undone) {
            records.number("select count(pg_terminate_backend(pid)) from pg_stat_activity where " + RESTING);
        }
        await("for what the database still does").atMost(PATIENCE).until(() -> resting() == 0);
        records.change("drop trigger rests on " + place.replaceAll(".* on ", ""));
        // What the dead node had taken is free again, as it is two minutes later.
        records.change("update creem_event set due_at = now() where state = 'waiting'");
        node.start();
    }

    private static final String RESTING = "datname = current_database() and wait_event = 'PgSleep'";

    private long resting() {
        return records.number("select count(*) from pg_stat_activity where " + RESTING);
    }

    private long payments;
    private long credits;

    private void isMadeTrue(String step, long more) {
        payments++;
        credits += more;
        await("for the payment of: " + step).atMost(PATIENCE).until(() -> granted() >= credits && waiting() == 0);
        assertThat(granted()).as(step).isEqualTo(credits);
        assertThat(records.number("select count(*) from payment")).as(step).isEqualTo(payments);
        assertThat(records.number("select count(*) from ledger_transaction where cause_kind = 'payment'"))
                .as(step)
                .isEqualTo(payments);
        assertThat(records.number("select coalesce(sum(delta), 0) from ledger_entry"))
                .as(step)
                .isZero();
    }

    private long granted() {
        return records.number("select coalesce(sum(amount), 0) from ledger_transaction where cause_kind = 'payment'");
    }

    private long waiting() {
        return records.number("select count(*) from creem_event where state = 'waiting'");
    }

    /** The button of a page as it was shown once. */
    private record Click(String product, String click, String token) {

        static Click on(Person who, String product) {
            Page shown = who.get("/billing/buy/" + product);
            return new Click(
                    product,
                    shown.hidden("click").getFirst(),
                    shown.hidden("_csrf").getFirst());
        }

        /** @return the checkout on whose page one pays, or that it was paid */
        String leads(Person who) {
            String place = who.post("/billing/buy/" + product, "click", click, "_csrf", token)
                    .location();
            assertThat(place).as("to a page to pay on, or back").containsPattern("/pay/|/billing/return/");
            return (place.contains("/billing/return/") ? "paid " : "") + place.replaceAll(".*/", "");
        }
    }
}
