package com.allvideomodels.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Invariant A3 for staff: whoever looks at a person's data or does anything leaves a row in the trail. The addresses come from the
 * modules; a new one must be told how it is called here, or why it shows nobody.
 */
@ProductTest
@Clause({"security.rbac", "use.security"})
class StaffTrailTests {

    /** Pages without a person in them, and why. */
    private static final Map<String, String> SHOW_NOBODY = Map.ofEntries(
            Map.entry("/admin", "sums over everyone"),
            Map.entry("/admin/announcements", "what everyone is told"),
            Map.entry("/admin/announcements/new", "an empty form"),
            Map.entry("/admin/auditor", "ids of stored objects, and classes of data"),
            Map.entry("/admin/consents", "sums over everyone"),
            Map.entry("/admin/holds/new", "an empty form"),
            Map.entry("/admin/incidents", "what happened, and how many it concerns"),
            Map.entry("/admin/incidents/new", "an empty form"),
            Map.entry("/admin/payments/gifts/new", "an empty form"),
            Map.entry(
                    "/admin/payments/reconciliation", "sums over everyone, and transactions that nobody is known for"),
            Map.entry("/admin/requests/new", "an empty form"),
            Map.entry("/admin/retention", "rules, sums by class, and times of jobs"),
            Map.entry("/admin/provider-copies", "names of tasks at providers; whose they were stands nowhere on it"));

    @Autowired
    MockMvcTester pages;

    @Autowired
    List<StaffAddresses> modules;

    @Autowired
    TestAccounts people;

    @Autowired
    MediaVault vault;

    @Autowired
    MasterKeys keys;

    @Autowired
    JdbcClient sql;

    @Autowired
    InstantSource clock;

    private AccountId me;
    private TestAccount person;
    private final UUID hold = UUID.randomUUID();
    private final UUID stop = UUID.randomUUID();
    private final UUID copy = UUID.randomUUID();

    /** How an address is called so that it does what it is for. */
    private record Call(String path, Map<String, String> fields) {

        static Call to(String path, String... fields) {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < fields.length; i += 2) {
                named.put(fields[i], fields[i + 1]);
            }
            return new Call(path, named);
        }
    }

    @BeforeEach
    void somebodyHeld() {
        me = people.openAccount().id();
        person = people.openAccount();
        sql.sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                values (:id, 'ACCOUNT', 'account', :person, 'a dispute', 'fraud', :me, :now, :review)
                """)
                .param("id", hold)
                .param("person", person.id().value())
                .param("me", me.value())
                .param("now", now())
                .param("review", today().plusMonths(1))
                .update();
    }

    @AfterEach
    void leaveNothing() {
        sql.sql("delete from legal_hold where author = :me")
                .param("me", me.value())
                .update();
        sql.sql("delete from staff_grant where account_id = :id")
                .param("id", person.id().value())
                .update();
        sql.sql("delete from suspension where account_id = :id or suspended_by = :me")
                .param("id", person.id().value())
                .param("me", me.value())
                .update();
        sql.sql("delete from policy_draft").update();
        sql.sql("delete from policy_text").update();
        sql.sql("delete from restriction where account_id = :id")
                .param("id", person.id().value())
                .update();
        sql.sql(
                        "update privacy_request set closed_at = :now, status = 'revoked' where account_id = :id and closed_at is null")
                .param("now", now())
                .param("id", person.id().value())
                .update();
        sql.sql("delete from safety_stop where id = :id").param("id", stop).update();
        sql.sql("delete from provider_copy where id = :id").param("id", copy).update();
        sql.sql("delete from incident where recorded_by = :me")
                .param("me", me.value())
                .update();
        sql.sql("delete from announcement where announced_by = :me")
                .param("me", me.value())
                .update();
    }

    private Map<String, Supplier<Call>> looks() {
        Map<String, Supplier<Call>> calls = new TreeMap<>();
        calls.put("/admin/search", () -> Call.to("/admin/search?q=" + person.username()));
        calls.put("/admin/accounts", () -> Call.to("/admin/accounts"));
        calls.put("/admin/accounts/{id}", () -> Call.to("/admin/accounts/" + person.id()));
        calls.put("/admin/accounts/{id}/minor", () -> Call.to("/admin/accounts/" + person.id() + "/minor"));
        calls.put("/admin/parental-consents", () -> Call.to("/admin/parental-consents"));
        calls.put("/admin/staff", () -> Call.to("/admin/staff"));
        calls.put("/admin/audit", () -> Call.to("/admin/audit"));
        calls.put("/admin/holds", () -> Call.to("/admin/holds"));
        calls.put("/admin/holds/{id}", () -> Call.to("/admin/holds/" + hold));
        calls.put("/admin/holds/{id}/release", () -> Call.to("/admin/holds/" + hold + "/release"));
        calls.put("/admin/policies", () -> Call.to("/admin/policies"));
        calls.put("/admin/policies/{document}", () -> Call.to("/admin/policies/acceptable-use"));
        calls.put("/admin/policies/{document}/preview", () -> drafted("/preview"));
        calls.put("/admin/restrictions/{account}", () -> Call.to("/admin/restrictions/" + person.id()));
        calls.put("/admin/requests", () -> Call.to("/admin/requests"));
        calls.put(
                "/admin/requests/{id}/attachments/{place}",
                () -> Call.to("/admin/requests/" + attached() + "/attachments/1"));
        calls.put("/admin/requests/{id}/preview", () -> Call.to("/admin/requests/" + asked("access") + "/preview"));
        calls.put("/admin/requests/{id}", () -> Call.to("/admin/requests/" + request("open", null)));
        calls.put("/admin/retention/stops/{id}", () -> Call.to("/admin/retention/stops/" + proposed()));
        calls.put("/admin/disclosures", () -> Call.to("/admin/disclosures"));
        calls.putAll(looksAtMoney());
        calls.put("/admin/incidents/{id}", () -> Call.to("/admin/incidents/" + incident()));
        calls.put(
                "/admin/incidents/{id}/actions/new",
                () -> Call.to("/admin/incidents/" + incident() + "/actions/new?kind=SUSPEND"));
        return calls;
    }

    private Map<String, Supplier<Call>> acts() {
        Map<String, Supplier<Call>> calls = new TreeMap<>();
        String account = "/admin/accounts/" + person.id();
        calls.put("/admin/accounts/{id}/suspension", () -> Call.to(account + "/suspension", "reason", "card fraud"));
        calls.put("/admin/accounts/{id}/suspension/end", () -> {
            sql.sql("insert into suspension (account_id, reason, suspended_by, at) values (:id, 'r', :me, :now)"
                            + " on conflict do nothing")
                    .param("id", person.id().value())
                    .param("me", me.value())
                    .param("now", now())
                    .update();
            return Call.to(account + "/suspension/end");
        });
        calls.put(
                "/admin/accounts/{id}/minor",
                () -> Call.to(
                        "/admin/accounts/" + people.openAccount().id() + "/minor",
                        "age",
                        "UNDER_18",
                        "reason",
                        "a letter of a parent"));
        calls.put("/admin/staff", () -> Call.to("/admin/staff", "name", person.username(), "role", "SUPPORT"));
        calls.put("/admin/staff/withdrawals", () -> {
            sql.sql("insert into staff_grant (account_id, role, granted_at) values (:id, 'BILLING', :now)")
                    .param("id", person.id().value())
                    .param("now", now())
                    .update();
            return Call.to("/admin/staff/withdrawals", "account", person.id().toString(), "role", "BILLING");
        });
        calls.put("/admin/audit/verification", () -> Call.to("/admin/audit/verification"));
        calls.put("/admin/auditor/runs", () -> Call.to("/admin/auditor/runs"));
        calls.put(
                "/admin/holds",
                () -> Call.to(
                        "/admin/holds",
                        "scope",
                        "ACCOUNT",
                        "item",
                        person.id().toString(),
                        "reason",
                        "a dispute",
                        "ground",
                        "fraud",
                        "reviewOn",
                        today().plusMonths(1).toString()));
        calls.put(
                "/admin/holds/{id}/review",
                () -> Call.to(
                        "/admin/holds/" + hold + "/review",
                        "next",
                        today().plusMonths(2).toString()));
        calls.put("/admin/holds/{id}/release", () -> Call.to("/admin/holds/" + hold + "/release", "why", "settled"));
        calls.put(
                "/admin/retention/stops/{id}/proposal",
                () -> Call.to("/admin/retention/stops/" + proposed() + "/proposal", "most", "5", "why", "a week off"));
        calls.put("/admin/retention/stops/{id}/confirmation", () -> {
            UUID waiting = proposed();
            Instant at = sql.sql("select proposed_at from safety_stop where id = :id")
                    .param("id", waiting)
                    .query(java.time.OffsetDateTime.class)
                    .single()
                    .toInstant();
            return Call.to("/admin/retention/stops/" + waiting + "/confirmation", "proposedAt", at.toString());
        });
        calls.put("/admin/policies/{document}", () -> Call.to("/admin/policies/acceptable-use", draft()));
        calls.put("/admin/policies/{document}/draft/deletion", () -> drafted("/draft/deletion"));
        calls.put("/admin/policies/{document}/publication", () -> drafted("/publication"));
        String restriction = "/admin/restrictions/" + person.id();
        calls.put("/admin/restrictions/{account}", () -> Call.to(restriction, "reason", "asked by telephone"));
        calls.put("/admin/restrictions/{account}/end", () -> {
            sql.sql(
                            "insert into restriction (account_id, since, by_staff) values (:id, :now, true) on conflict do nothing")
                    .param("id", person.id().value())
                    .param("now", now())
                    .update();
            return Call.to(restriction + "/end", "reason", "settled");
        });
        calls.put(
                "/admin/requests/new",
                () -> Call.to(
                        "/admin/requests/new",
                        "channel",
                        "telephone",
                        "day",
                        today().toString(),
                        "requester",
                        "self",
                        "right",
                        "access",
                        "regime",
                        "gdpr",
                        "email",
                        person.email().value(),
                        "language",
                        "en"));
        calls.put("/admin/requests/{id}/copy", () -> {
            sql.sql("delete from privacy_export where account_id = :id")
                    .param("id", person.id().value())
                    .update();
            return Call.to("/admin/requests/" + asked("portability") + "/copy");
        });
        calls.put(
                "/admin/requests/{id}/mandate",
                () -> Call.to("/admin/requests/" + request("open", null) + "/mandate", "seen", "permission,signature"));
        calls.put("/admin/requests/{id}/start", () -> Call.to("/admin/requests/" + request("open", null) + "/start"));
        calls.put(
                "/admin/requests/{id}/notes",
                () -> Call.to("/admin/requests/" + request("open", null) + "/notes", "words", "called back"));
        calls.put(
                "/admin/requests/{id}/duplicate",
                () -> Call.to(
                        "/admin/requests/" + request("open", null) + "/duplicate",
                        "number",
                        request("open", null).toString()));
        calls.put(
                "/admin/requests/{id}/extension",
                () -> Call.to("/admin/requests/" + request("open", null) + "/extension", "words", "it is a lot"));
        calls.put(
                "/admin/requests/{id}/denial",
                () -> Call.to(
                        "/admin/requests/" + request("open", null) + "/denial", "why", "no-match", "words", "nothing"));
        calls.put(
                "/admin/requests/{id}/answer",
                () -> Call.to("/admin/requests/" + asked("access") + "/answer", "words", "done"));
        calls.put(
                "/admin/requests/{id}/nothing-found",
                () -> Call.to("/admin/requests/" + ofNobody() + "/nothing-found", "words", "nothing is here"));
        calls.put(
                "/admin/requests/{id}/erasure/proposal",
                () -> Call.to("/admin/requests/" + request("in-progress", null) + "/erasure/proposal"));
        calls.put(
                "/admin/requests/{id}/erasure/approval",
                () -> Call.to(
                        "/admin/requests/" + request("in-progress", person.id().value()) + "/erasure/approval",
                        "words",
                        "it goes"));
        calls.put("/admin/provider-copies/{id}/request", () -> {
            sql.sql("""
                    insert into provider_copy (id, api, task_id, left_running, owed_since, deadline, state)
                    values (:id, 'RUNWAY', :task, false, :now, cast(:now as timestamptz) + interval '7 days', 'REFUSED')
                    """)
                    .param("id", copy)
                    .param("task", copy.toString())
                    .param("now", now())
                    .update();
            return Call.to("/admin/provider-copies/" + copy + "/request");
        });
        calls.putAll(actsOfRegisters());
        calls.putAll(actsOfIncidents());
        calls.putAll(actsOfMoney());
        return calls;
    }

    private String[] draft() {
        return new String[] {
            "weight",
            "minor",
            "effective",
            today().toString(),
            "titleEn",
            "Rules",
            "changedEn",
            "A word.",
            "bodyEn",
            "Be kind.",
            "titleZh",
            "规则",
            "changedZh",
            "一个词。",
            "bodyZh",
            "请友善。"
        };
    }

    private Call drafted(String then) {
        sql.sql("""
                insert into policy_draft (document, weight, effective, title_en, changed_en, body_en, title_zh, changed_zh, body_zh)
                values ('acceptable-use', 'minor', :today, 'Rules', 'A word.', 'Be kind.', '规则', '一个词。', '请友善。')
                on conflict do nothing
                """).param("today", today().toString()).update();
        return Call.to("/admin/policies/acceptable-use" + then);
    }

    private Map<String, Supplier<Call>> actsOfRegisters() {
        Map<String, Supplier<Call>> calls = new TreeMap<>();
        calls.put(
                "/admin/disclosures",
                () -> Call.to(
                        "/admin/disclosures",
                        "account",
                        person.id().toString(),
                        "authority",
                        "A court",
                        "ground",
                        "Order 1/26",
                        "given",
                        "times of sign-ins",
                        "on",
                        today().toString()));
        calls.put("/admin/disclosures/{id}/review", () -> Call.to("/admin/disclosures/" + disclosed() + "/review"));
        calls.put(
                "/admin/announcements",
                () -> Call.to(
                        "/admin/announcements",
                        "kind",
                        "NOTICE",
                        "titleEn",
                        "A title",
                        "titleZh",
                        "标题",
                        "textEn",
                        "A text",
                        "textZh",
                        "正文",
                        "until",
                        today().toString()));
        calls.put("/admin/announcements/{id}/end", () -> Call.to("/admin/announcements/" + announced() + "/end"));
        return calls;
    }

    private Map<String, Supplier<Call>> looksAtMoney() {
        Map<String, Supplier<Call>> calls = new TreeMap<>();
        String page = "/admin/payments";
        calls.put(page, () -> Call.to(page));
        calls.put(page + "/{id}", () -> Call.to(page + "/" + paid()));
        calls.put(page + "/events", () -> Call.to(page + "/events"));
        calls.put(page + "/gifts", () -> Call.to(page + "/gifts"));
        calls.put(page + "/flags", () -> Call.to(page + "/flags"));
        calls.put(page + "/events/{id}", () -> Call.to(page + "/events/" + told()));
        return calls;
    }

    private Map<String, Supplier<Call>> actsOfMoney() {
        Map<String, Supplier<Call>> calls = new TreeMap<>();
        String page = "/admin/payments";
        calls.put(
                page + "/{id}/refund",
                () -> Call.to(page + "/" + paid() + "/refund", "amount", "714", "reason", "asked by telephone"));
        calls.put(page + "/{id}/refund/closing", () -> {
            UUID payment = paid();
            UUID order = UUID.randomUUID();
            sql.sql("""
                    insert into refund_order (id, transaction_id, amount, reason, state, ordered_by, ordered_at)
                    values (:id, :transaction, 714, 'r', 'asked', :me, cast(:now as timestamptz) - interval '2 days')
                    """)
                    .param("id", order)
                    .param("transaction", "tran_" + payment)
                    .param("me", me.value())
                    .param("now", now())
                    .update();
            return Call.to(
                    page + "/" + payment + "/refund/closing", "order", order.toString(), "reason", "not at Creem");
        });
        calls.put(
                page + "/events/{id}/payer",
                () -> Call.to(
                        page + "/events/" + told() + "/payer",
                        "account",
                        person.id().toString(),
                        "reason",
                        "a letter"));
        calls.put(page + "/events/{id}/payer/confirmation", () -> {
            String event = told();
            sql.sql("""
                    insert into payer_proposal (event_id, account_id, reason, proposed_by, proposed_at)
                    values (:event, :account, 'r', gen_random_uuid(), :now)
                    """)
                    .param("event", event)
                    .param("account", person.id().value())
                    .param("now", now())
                    .update();
            return Call.to(
                    page + "/events/" + event + "/payer/confirmation",
                    "account",
                    person.id().toString());
        });
        calls.put(
                page + "/events/{id}/refund",
                () -> Call.to(page + "/events/" + told() + "/refund", "amount", "714", "reason", "of nobody"));
        calls.put(page + "/events/{id}/replay", () -> Call.to(page + "/events/" + told() + "/replay"));
        calls.put(
                page + "/gifts",
                () -> Call.to(
                        page + "/gifts",
                        "id",
                        UUID.randomUUID().toString(),
                        "account",
                        person.id().toString(),
                        "credits",
                        "5",
                        "reason",
                        "a video that failed"));
        calls.put(page + "/gifts/{id}/confirmation", () -> Call.to(page + "/gifts/" + gift() + "/confirmation"));
        calls.put(page + "/gifts/{id}/withdrawal", () -> Call.to(page + "/gifts/" + gift() + "/withdrawal"));
        calls.put(page + "/flags/{id}/clearing", () -> {
            UUID flag = UUID.randomUUID();
            sql.sql("""
                    insert into payment_flag (id, account_id, payment_id, signal, raised_at) values (:id, :account, :payment, 'velocity', :now)
                    """)
                    .param("id", flag)
                    .param("account", person.id().value())
                    .param("payment", paid())
                    .param("now", now())
                    .update();
            return Call.to(page + "/flags/" + flag + "/clearing", "reason", "a friend paid");
        });
        calls.put(page + "/reconciliation/runs", () -> Call.to(page + "/reconciliation/runs"));
        return calls;
    }

    /** One that waits for a second, ordered by somebody else. */
    private UUID gift() {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into credit_gift (id, account_id, credits, reason, ordered_by, ordered_at, needs_second)
                values (:id, :account, 5, 'r', gen_random_uuid(), :now, true)
                """)
                .param("id", id)
                .param("account", person.id().value())
                .param("now", now())
                .update();
        return id;
    }

    private UUID paid() {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into payment (id, payer, transaction_id, kind, product, credits, net, tax, charged, currency, country, paid_at)
                values (:id, :payer, :transaction, 'pack', 'pack-500', 500, 600, 114, 714, 'USD', 'DE', :now)
                """)
                .param("id", id)
                .param("payer", person.id().value())
                .param("transaction", "tran_" + id)
                .param("now", now())
                .update();
        return id;
    }

    /** Something that Creem told and nobody understood; its body can be read. */
    private String told() {
        String id = "evt_" + UUID.randomUUID();
        String body = """
                {"object":{"customer":"cust_%s","order":{"transaction":"tran_%s","amount_paid":714,"currency":"USD"}}}
                """.formatted(id, id);
        try {
            sql.sql("""
                    insert into creem_event (id, type, received_at, body, state, outcome)
                    values (:id, 'checkout.completed', :now, :body, 'unclear', 'payer-unknown')
                    """)
                    .param("id", id)
                    .param("now", now())
                    .param("body", keys.wrap(body.getBytes(StandardCharsets.UTF_8), "creem-event/" + id))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    private Map<String, Supplier<Call>> actsOfIncidents() {
        Map<String, Supplier<Call>> calls = new TreeMap<>();
        String page = "/admin/incidents";
        calls.put(
                page,
                () -> Call.to(
                        page,
                        "title",
                        "A lost laptop",
                        "happened",
                        "It is gone.",
                        "noticedAt",
                        today() + "T00:00",
                        "categories",
                        "account",
                        "severity",
                        "LOW",
                        "risk",
                        "UNLIKELY"));
        calls.put(
                page + "/{id}/assessments",
                () -> Call.to(
                        page + "/" + incident() + "/assessments",
                        "severity",
                        "LOW",
                        "risk",
                        "LIKELY",
                        "words",
                        "more"));
        calls.put(
                page + "/{id}/accounts",
                () -> Call.to(
                        page + "/" + incident() + "/accounts",
                        "criterion",
                        "uploads",
                        "from",
                        "2020-01-01T00:00",
                        "to",
                        "2020-01-02T00:00"));
        calls.put(
                page + "/{id}/notices",
                () -> Call.to(page + "/" + incident() + "/notices", "deadline", "gdpr-authority", "words", "told"));
        calls.put(page + "/{id}/closing", () -> {
            UUID id = incident();
            sql.sql("update incident set risk = 'UNLIKELY' where id = :id")
                    .param("id", id)
                    .update();
            sql.sql("""
                    insert into incident_notice (incident, deadline, at, noted_by, words)
                    select :id, deadline, :now, :me, 'told' from unnest(array['china-authority', 'korea-people']) as deadline
                    """)
                    .param("id", id)
                    .param("now", now())
                    .param("me", me.value())
                    .update();
            return Call.to(page + "/" + id + "/closing");
        });
        calls.put(
                page + "/{id}/actions",
                () -> Call.to(page + "/" + incident() + "/actions", "kind", "SUSPEND", "words", "a stolen list"));
        calls.put(page + "/{id}/actions/{action}/confirmation", () -> {
            UUID id = incident();
            UUID action = UUID.randomUUID();
            sql.sql("""
                    insert into incident_action (id, incident, kind, words, ordered_by, ordered_at, needs_second)
                    values (:action, :id, 'SUSPEND', 'why', :other, :now, true)
                    """)
                    .param("action", action)
                    .param("id", id)
                    .param("other", person.id().value())
                    .param("now", now())
                    .update();
            return Call.to(page + "/" + id + "/actions/" + action + "/confirmation", "accounts", "1");
        });
        return calls;
    }

    /** One that concerns the person. */
    private UUID incident() {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into incident (id, title, happened, noticed_at, categories, severity, risk, recorded_by, recorded_at)
                values (:id, 'A lost list', 'It is gone.', :now, array['account'], 'LOW', 'UNASSESSED', :me, :now)
                """).param("id", id).param("me", me.value()).param("now", now()).update();
        sql.sql("insert into incident_account (incident, account_id) values (:id, :person)")
                .param("id", id)
                .param("person", person.id().value())
                .update();
        return id;
    }

    /** Recorded by somebody else. */
    private UUID disclosed() {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into disclosure (id, account_id, authority, ground, given, disclosed_at, recorded_by, recorded_at)
                values (:id, :person, 'A court', 'Order 1/26', 'times', :now, :person, :now)
                """)
                .param("id", id)
                .param("person", person.id().value())
                .param("now", now())
                .update();
        return id;
    }

    /** A verified request of an agent for the deletion of that person's account, or one that lacks the look at the mandate. */
    private UUID request(String status, UUID proposer) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into privacy_request (id, number, received_at, channel, asked, regime, requester, account_id,
                  contact_address, language, status, identity_shown, mandate_checked, due_at, erasure_proposed_by)
                values (:id, :number, :now, 'form', 'deletion', 'gdpr', 'agent', :person,
                  'agent@example.test', 'en', :status, true, true, :due, :proposer)
                """)
                .param("id", id)
                .param("number", id.toString())
                .param("now", now())
                .param("person", person.id().value())
                .param("status", status)
                .param("due", now().plusDays(30))
                .param("proposer", proposer, java.sql.Types.OTHER)
                .update();
        return id;
    }

    private UUID asked(String right) {
        UUID id = request("in-progress", null);
        sql.sql("update privacy_request set asked = :right where id = :id")
                .param("right", right)
                .param("id", id)
                .update();
        return id;
    }

    /** A verified deletion where there is no account. */
    private UUID ofNobody() {
        UUID id = request("in-progress", null);
        sql.sql("update privacy_request set account_id = null where id = :id")
                .param("id", id)
                .update();
        return id;
    }

    /** A request with a file. */
    private UUID attached() {
        UUID id = request("open", null);
        Stored file;
        try {
            file = vault.keep(
                    person.id(),
                    MediaClass.ATTACHMENT,
                    "application/pdf",
                    clock.instant().plus(Duration.ofDays(9)),
                    new ByteArrayInputStream(new byte[9]),
                    9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql.sql("""
                insert into privacy_request_attachment
                  (id, request_id, place, part, name, state, content_type, size, owner, media, fetched_at)
                values (:id, :request, 1, 'part', 'a letter', 'kept', 'application/pdf', 9, :person, :media, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("request", id)
                .param("person", person.id().value())
                .param("media", file.id().value())
                .param("now", now())
                .update();
        return id;
    }

    private UUID announced() {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into announcement
                  (id, kind, title_en, title_zh, text_en, text_zh, announced_by, announced_at, banner_until, mailed_at)
                values (:id, 'NOTICE', 't', 't', 't', 't', :me, :now, cast(:now as timestamptz) + interval '1 day', :now)
                """).param("id", id).param("me", me.value()).param("now", now()).update();
        return id;
    }

    /** A stop for which somebody else has proposed something. */
    private UUID proposed() {
        sql.sql("delete from safety_stop where id = :id").param("id", stop).update();
        sql.sql("""
                insert into safety_stop
                  (id, data_class, found_at, found, normal, proposed_by, proposed_at, proposed_most, proposed_why)
                values (:id, 'safety-stop', :now, 9, 1, :other, :now, 5, 'why')
                """)
                .param("id", stop)
                .param("now", now())
                .param("other", person.id().value())
                .update();
        return stop;
    }

    @Test
    void everyAddressIsKnownHere() {
        var looks = new TreeSet<>(looks().keySet());
        looks.addAll(SHOW_NOBODY.keySet());
        assertThat(patterns(HttpMethod.GET)).isEqualTo(looks);
        assertThat(SHOW_NOBODY.keySet()).doesNotContainAnyElementsOf(looks().keySet());
        assertThat(patterns(HttpMethod.POST)).isEqualTo(acts().keySet());
    }

    @Test
    void everyLookAtAPersonsDataIsARow() {
        for (StaffAddress address : addresses(HttpMethod.GET)) {
            if (!SHOW_NOBODY.containsKey(address.pattern())) {
                for (StaffRole role : lookers(address)) {
                    Call call = looks().get(address.pattern()).get();
                    long before = rows();
                    assertThat(exchange(address, call, role))
                            .as("%s as %s", call.path(), role)
                            .hasStatusOk();
                    assertThat(rows()).as("%s as %s", call.path(), role).isGreaterThan(before);
                }
            }
        }
    }

    @Test
    void whoMayNotOpenAPersonFindsNobody() {
        StaffAddress search = address("/admin/search");
        Set<StaffRole> others = EnumSet.copyOf(search.roles());
        others.removeAll(lookers(search));
        assertThat(others).isNotEmpty();
        for (StaffRole role : others) {
            assertThat(exchange(search, looks().get(search.pattern()).get(), role))
                    .as(role.name())
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain(person.id().toString());
        }
    }

    @Test
    void aPageThatLeavesNoRowNamesNobody() {
        proposed();
        for (StaffAddress address : addresses(HttpMethod.GET)) {
            if (SHOW_NOBODY.containsKey(address.pattern())) {
                assertThat(exchange(address, Call.to(address.pattern())))
                        .as(address.pattern())
                        .hasStatusOk()
                        .bodyText()
                        .doesNotContain(
                                person.id().toString(),
                                person.username(),
                                person.email().value());
            }
        }
    }

    @Test
    void everyActIsARow() {
        for (StaffAddress address : addresses(HttpMethod.POST)) {
            Call call = acts().get(address.pattern()).get();
            long before = rows();
            assertThat(exchange(address, call)).as(call.path()).hasStatus3xxRedirection();
            assertThat(rows()).as(call.path()).isGreaterThan(before);
        }
    }

    /** Who sees somebody there: everyone who may call it, but of the search those who may open what it finds. */
    private Set<StaffRole> lookers(StaffAddress address) {
        return address.pattern().equals("/admin/search")
                ? address("/admin/accounts/{id}").roles()
                : address.roles();
    }

    private StaffAddress address(String pattern) {
        return addresses(HttpMethod.GET).stream()
                .filter(one -> one.pattern().equals(pattern))
                .findAny()
                .orElseThrow();
    }

    private MvcTestResult exchange(StaffAddress address, Call call) {
        return exchange(address, call, address.roles().iterator().next());
    }

    private MvcTestResult exchange(StaffAddress address, Call call, StaffRole role) {
        var request = pages.method(address.method()).uri(call.path()).accept("text/html");
        call.fields().forEach(request::param);
        return request.with(csrf()).with(TestPeople.asStaff(me, role)).exchange();
    }

    /** What this member of staff did, as the table has it. */
    private long rows() {
        return sql.sql("""
                select count(*) from audit_row r
                where r.actor = (select 'staff:' || pseudonym from audit_key where subject = :me)
                """).param("me", me.value()).query(Long.class).single();
    }

    private List<StaffAddress> addresses(HttpMethod method) {
        return modules.stream()
                .flatMap(one -> one.addresses().stream())
                .filter(one -> one.method().equals(method))
                .toList();
    }

    private TreeSet<String> patterns(HttpMethod method) {
        return addresses(method).stream().map(StaffAddress::pattern).collect(Collectors.toCollection(TreeSet::new));
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
