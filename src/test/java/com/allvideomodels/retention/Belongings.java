package com.allvideomodels.retention;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.TestClock;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.storage.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A person of whom every module has something, but for videos and uploads. */
public final class Belongings {

    private final ApplicationContext product;
    private final TestAccounts people;
    private final Ledger ledger;
    private final Consents consents;
    private final Processors processors;
    private final Mailer mailer;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    public Belongings(ApplicationContext product) {
        this.product = product;
        people = product.getBean(TestAccounts.class);
        ledger = product.getBean(Ledger.class);
        consents = product.getBean(Consents.class);
        processors = product.getBean(Processors.class);
        mailer = product.getBean(Mailer.class);
        sql = product.getBean(JdbcClient.class);
        transaction = product.getBean(TransactionTemplate.class);
        clock = product.getBean(TestClock.class);
    }

    public TestAccount ofSomebody() {
        TestAccount ana = people.openAccount();
        people.nothingIsOnItsWayTo(ana.id());
        for (Provider provider : Provider.values()) {
            consents.give(
                    ana.id(),
                    Purpose.provider(provider.slug()),
                    processors.find(provider.slug()).orElseThrow().stated().toString(),
                    Means.CONSENTS_PAGE);
        }
        transaction.executeWithoutResult(status -> {
            ledger.grant(
                    ana.id(), new Credits(500), new Cause("fixture", ana.id().toString()));
            mailer.write(ana.id(), Letters.welcome("https://app.test/create"));
            mailer.write(ana.email(), Locale.ENGLISH, Letters.confirmAddress("https://app.test/c"));
        });
        entrances(ana.id());
        rows("""
                insert into account_token (hash, account_id, purpose, email, expires_at)
                select sha256(convert_to(:id, 'UTF8')), id, 'RESET_PASSWORD', email, cast(:now as timestamptz) + interval 'P9D'
                from account where id = cast(:id as uuid)
                """, ana.id());
        rows("insert into restriction (account_id, since, by_staff) values (cast(:id as uuid), :now, false)", ana.id());
        rows("""
                insert into unsubscribe_link (account_id, token, made_at) values (cast(:id as uuid), 'token of ' || :id, :now)
                """, ana.id());
        rows("""
                insert into spending_limit (owner, day_cap, stop_token, day_told, day_told_part)
                values (cast(:id as uuid), 1000000, 'stop of ' || :id, cast(:now as timestamptz), 80)
                """, ana.id());
        rows("""
                insert into spending_change (owner, what, after, means, at)
                values (cast(:id as uuid), 'day-cap', 1000000, 'PAGE', :now)
                """, ana.id());
        rows("""
                insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status)
                values (gen_random_uuid(), 'nobody', 'Nothing', '{"account":"' || :id || '"}', :now, 'FAILED')
                """, ana.id());
        rights(ana.id());
        purchases(ana.id());
        return ana;
    }

    /** A pack that was paid and went back in part, a plan, and what Creem told of them. */
    private void purchases(AccountId who) {
        rows("""
                insert into checkout (id, account_id, click, product, mode, price, currency, credits, state, creem_id, asked_at, ended_at)
                values (gen_random_uuid(), cast(:id as uuid), gen_random_uuid(), 'pack-500', 'test', 600, 'USD', 500, 'paid', 'ch_' || md5(:id),
                  :now, :now)
                """, who);
        rows(
                "insert into creem_customer (customer_id, account_id, since) values ('cust_' || md5(:id), cast(:id as uuid), :now)",
                who);
        rows("""
                insert into subscription (id, account_id, plan, status, customer_id, as_of, begun_at, ended_at)
                values ('sub_' || md5(:id), cast(:id as uuid), 'light-month', 'canceled', 'cust_' || md5(:id), :now, :now, :now)
                """, who);
        rows("""
                insert into plan_ending (account_id, closed_at, due_at) values (cast(:id as uuid), :now, 'infinity')
                on conflict do nothing
                """, who);
        sql.sql("insert into billing_address (account_id, address, written_at) values (:id, :address, :now)")
                .param("id", who.value())
                .param("address", address(who))
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        rows("""
                with paid as (
                  insert into payment (id, payer, transaction_id, kind, product, credits, order_id, checkout_id, customer_id, net, tax,
                    charged, currency, country, refunded, due, taken_back, paid_at)
                  values (gen_random_uuid(), cast(:id as uuid), 'tran_' || md5(:id), 'pack', 'pack-500', 500, 'ord_' || md5(:id), 'ch_' || md5(:id),
                    'cust_' || md5(:id), 600, 114, 714, 'USD', 'DE', 7, 4, 4, :now)
                  returning id, payer, paid_at, transaction_id),
                whom as (
                  insert into receipt_address (payment_id, account_id, address, paid_at)
                  select id, payer, (select address from billing_address where account_id = payer), paid_at from paid),
                back as (
                  insert into refund (id, transaction_id, amount, status, settled, told_at)
                  select 'ref_' || md5(:id), transaction_id, 7, 'succeeded', true, :now from paid)
                insert into dispute (id, transaction_id, amount, told_at) select 'disp_' || md5(:id), transaction_id, 714, :now from paid
                """, who);
        rows("""
                insert into refund_order (id, transaction_id, amount, reason, state, ordered_by, ordered_at, ended_at)
                values (gen_random_uuid(), 'tran_' || md5(:id), 714, 'asked by telephone', 'done', gen_random_uuid(), :now, :now)
                """, who);
        rows("""
                insert into credit_gift (id, account_id, credits, reason, ordered_by, ordered_at, needs_second, given_at)
                values (gen_random_uuid(), cast(:id as uuid), 5, 'a video that failed', gen_random_uuid(), :now, false, :now)
                """, who);
        rows("""
                insert into payment_flag (id, account_id, payment_id, signal, raised_at)
                select gen_random_uuid(), payer, id, 'velocity', :now from payment where payer = cast(:id as uuid)
                """, who);
        String event = "evt_" + Integer.toHexString(who.hashCode());
        sql.sql("""
                insert into creem_event (id, type, received_at, body, state, outcome, account_id)
                values (:event, 'checkout.completed', :now, :body, 'done', 'done', :id)
                """)
                .param("event", event)
                .param("now", HoldRows.utc(clock.instant()))
                .param("body", sealed("creem-event/" + event, "{\"about\":\"" + who + "\"}"))
                .param("id", who.value())
                .update();
        sql.sql("""
                insert into payer_proposal (event_id, account_id, reason, proposed_by, proposed_at)
                values (:event, :id, 'asked by telephone', gen_random_uuid(), :now)
                """)
                .param("event", event)
                .param("id", who.value())
                .param("now", HoldRows.utc(clock.instant()))
                .update();
    }

    private byte[] address(AccountId who) {
        return sealed("billing-address/" + who, "{\"name\":\"Ada of " + who + "\"}");
    }

    private byte[] sealed(String name, String text) {
        try {
            return product.getBean(MasterKeys.class).wrap(text.getBytes(StandardCharsets.UTF_8), name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What they asked, who was given some of it, and what happened to it. */
    private void rights(AccountId who) {
        rows("""
                with asked as (
                  insert into privacy_request (id, number, received_at, channel, asked, regime, requester, account_id, language, due_at)
                  values (gen_random_uuid(), 'PR ' || gen_random_uuid(), :now, 'form', 'access', 'other', 'self', cast(:id as uuid), 'en',
                    cast(:now as timestamptz) + interval '30 days')
                  returning id),
                told as (
                  insert into privacy_request_event (request_id, at, kind, actor) select id, :now, 'received', 'person' from asked),
                attached as (
                  insert into privacy_request_attachment (id, request_id, place, part, name, state, reason)
                  select gen_random_uuid(), id, 1, 'part', 'letter.exe', 'refused', 'kind' from asked)
                insert into privacy_request_note (id, request_id, at, author, words)
                select gen_random_uuid(), id, :now, gen_random_uuid(), 'a note' from asked
                """, who);
        rows("""
                insert into disclosure (id, account_id, authority, ground, given, disclosed_at, recorded_by, recorded_at)
                values (gen_random_uuid(), cast(:id as uuid), 'A court', 'Order 1/26', 'times of sign-ins', :now, gen_random_uuid(), :now)
                """, who);
        rows("""
                with happened as (
                  insert into incident (id, title, happened, noticed_at, categories, severity, risk, recorded_by, recorded_at)
                  values (gen_random_uuid(), 'A lost list', 'It is gone.', :now, array['account'], 'LOW', 'UNLIKELY', gen_random_uuid(), :now)
                  returning id)
                insert into incident_account (incident, account_id) select id, cast(:id as uuid) from happened
                """, who);
        rows("""
                insert into parental_consent (id, email, language, step, asked_at, agreed_at, confirmed_at, account_id)
                values (gen_random_uuid(), 'parent@example.test', 'en', 'USED', :now, :now,
                  cast(:now as timestamptz) + interval '1 day', cast(:id as uuid))
                """, who);
    }

    /** Ways in, and where somebody came in. */
    private void entrances(AccountId who) {
        rows("""
                insert into identity (issuer, subject, account_id, linked_at) values ('https://idp', :id || 'x', cast(:id as uuid), :now)
                """, who);
        rows("""
                insert into sign_in (id, account_id, at, network, device, method)
                values (gen_random_uuid(), cast(:id as uuid), :now, '198.51.100', 'Firefox', 'PASSWORD')
                """, who);
        rows("""
                insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time,
                  principal_name) values (:id, :id, 0, 0, 1000000000, 9000000000000, :id)
                """, who);
        rows("""
                insert into authenticator (account_id, secret, begun_at, confirmed_at)
                values (cast(:id as uuid), convert_to('a secret', 'UTF8'), :now, :now)
                """, who);
        rows("""
                insert into recovery_code (hash, account_id, made_at)
                values (sha256(convert_to('a code of ' || :id, 'UTF8')), cast(:id as uuid), :now)
                """, who);
        rows("insert into user_entities (id, name, display_name) values ('handle ' || :id, :id, 'a passkey')", who);
        rows("""
                insert into user_credentials (credential_id, user_entity_user_id, public_key, backup_eligible, backup_state, label)
                values ('credential ' || :id, 'handle ' || :id, convert_to('a key', 'UTF8'), false, false, 'a laptop')
                """, who);
    }

    /** A video they ordered, as it is in this state: done ones were paid for, and their provider has a copy. */
    public UUID generation(AccountId owner, String prompt, String state) {
        UUID id = UUID.randomUUID();
        Ledger.Held hold = transaction.execute(status -> ledger.hold(owner, new Credits(10), Cause.generation(id)));
        boolean done = state.equals("SUCCEEDED");
        sql.sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, submitted_at, finished_at, captured, output, deadline, task_id)
                values (:id, :owner, gen_random_uuid(), 'x', 'a-model', 'RUNWAY', 'TEXT', :prompt, '{}', 10, :hold, :state, 0,
                  'infinity', :now, :now, case when :done then cast(:now as timestamptz) end, case when :done then 10 end,
                  case when :done then gen_random_uuid() end, case when :done then cast(:now as timestamptz) end,
                  case when :state <> 'QUEUED' then :task end)
                """)
                .param("task", task(id))
                .param("id", id)
                .param("owner", owner.value())
                .param("prompt", prompt)
                .param("hold", ((Ledger.Held.Set) hold).hold().value())
                .param("state", state)
                .param("done", done)
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        if (done) {
            transaction.executeWithoutResult(
                    status -> ledger.capture(((Ledger.Held.Set) hold).hold(), new Credits(10)));
            sql.sql("""
                    insert into provider_copy (id, generation, api, task_id, left_running, owed_since, deadline, due_at)
                    values (gen_random_uuid(), :id, 'RUNWAY', :task, false, :now, cast(:now as timestamptz) + interval '7 days', 'infinity')
                    """)
                    .param("id", id)
                    .param("task", task(id))
                    .param("now", HoldRows.utc(clock.instant()))
                    .update();
        }
        sql.sql("insert into generation_event (generation_id, owner, what, at) values (:id, :owner, 'ASKED', :now)")
                .param("id", id)
                .param("owner", owner.value())
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        sql.sql("insert into comparison values (gen_random_uuid(), :owner, :id, :now)")
                .param("id", id)
                .param("owner", owner.value())
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        return id;
    }

    /** Waits until nothing is on its way to this address, which is wiped with the letter. */
    public void lettersLeave(EmailAddress to) {
        LocalTimetable.run(product, "mail.send-letters");
        await().until(() -> sql.sql("select count(*) from letter where address = :to")
                        .param("to", to.value())
                        .query(Long.class)
                        .single()
                == 0);
    }

    /** A provider's own name for it. */
    public static String task(UUID generation) {
        return "task-" + generation.hashCode();
    }

    private void rows(String statement, AccountId who) {
        var prepared = sql.sql(statement).param("id", who.toString());
        (statement.contains(":now") ? prepared.param("now", HoldRows.utc(clock.instant())) : prepared).update();
    }
}
