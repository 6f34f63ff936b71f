package com.allvideomodels.auditor;

import java.util.List;

/**
 * The auditor's own question for the oldest row of one class of data that should be gone.
 *
 * @param from a table, or several joined, under the names by which the rest speaks of them
 * @param which of its rows
 * @param start SQL for the instant that starts the clock
 * @param fixed whether that instant is the deadline itself, to which the period of the class is not added
 * @param owner SQL for the account of a row, of which a hold keeps it
 */
record Watch(String dataClass, String from, String which, String start, boolean fixed, String owner) {

    /** The classes that are seen in the store and need no rows: keys. */
    static final List<String> SEEN_IN_THE_STORE = List.of("key");

    private static final String NOBODY = "null::uuid";
    private static final String LIVING = "m.state = 'kept' and m.shredded_at is null";

    /** The trail goes from its beginning on, so a held person's first row keeps all that follow. */
    private static final String BEFORE_WHAT_IS_HELD = "not exists (select 1 from legal_hold h"
            + " join audit_key k on k.subject = h.target join audit_row first on first.pseudonym = k.pseudonym"
            + " where h.scope = 'ACCOUNT' and h.released_at is null and (h.expires_at is null or h.expires_at > :now)"
            + " and first.number <= r.number)";

    static final List<Watch> ALL = List.of(
            deadline("output", "media_object m", LIVING + " and m.kind = 'OUTPUT'", "m.due_at", "m.owner"),
            deadline(
                    "upload",
                    "media_object m",
                    LIVING + " and m.kind in ('UPLOAD', 'PREPARED')",
                    "m.due_at",
                    "m.owner"),
            deadline("upload", "upload u", "true", "u.deadline", "u.owner"),
            deadline("privacy-export", "media_object m", LIVING + " and m.kind = 'EXPORT'", "m.due_at", "m.owner"),
            deadline(
                    "request-attachment",
                    "media_object m",
                    LIVING + " and m.kind = 'ATTACHMENT'",
                    "m.due_at",
                    "m.owner"),
            period("export-order", "privacy_export e", "true", "e.ordered_at", "e.account_id"),
            period(
                    "media-trace",
                    "media_object m",
                    "m.bytes_deleted_at is not null"
                            + " and not exists (select 1 from media_object part where part.made_of = m.id)"
                            + " and not exists (select 1 from media_deletion bytes where bytes.media_id = m.id)"
                            + " and not exists (select 1 from provider_link link where link.media = m.id)",
                    "m.bytes_deleted_at",
                    "m.owner"),
            period("temporary-file", "media_object m", "m.state <> 'kept'", "m.created_at", "m.owner"),
            ofErased("generation", "generation g", "g.owner"),
            period("provider-link", "provider_link l", "true", "coalesce(l.revoked_at, l.until)", "l.owner"),
            ofErased("account", "account a", "a.id"),
            period("unconfirmed-account", "account a", "a.email_confirmed_at is null", "a.opened_at", "a.id"),
            deadline("parental-consent", "parental_consent p", "true", "p.expires_at", "p.account_id"),
            ofErased("identity", "identity i", "i.account_id"),
            ofErased("suspension", "suspension s", "s.account_id"),
            ofErased("staff-role", "staff_grant g", "g.account_id"),
            ofErased("second-factor", "authenticator f", "f.account_id"),
            ofErased("second-factor", "recovery_code f", "f.account_id"),
            ofErased("second-factor", "user_entities f", "f.account_id"),
            deadline("account-token", "account_token t", "true", "t.expires_at", "t.account_id"),
            deadline("account-token", "address_change c", "true", "c.expires_at", "c.account_id"),
            // The store of sessions writes milliseconds and goes by the machine's clock, also where ours is another.
            deadline(
                    "session",
                    "spring_session s",
                    "true",
                    "(to_timestamp(s.expiry_time / 1000.0) + (cast(:now as timestamptz) - statement_timestamp()))",
                    NOBODY),
            period("session-log", "sign_in s", "true", "s.at", "s.account_id"),
            deadline("throttle", "throttle t", "true", "t.paid_until", NOBODY),
            period("letter", "letter l", "l.ended_at is not null", "l.ended_at", "l.account_id"),
            period(
                    "consent",
                    "consent_event c join consent_end gone on gone.account_id = c.account_id",
                    "true",
                    "gone.ended_at",
                    "c.account_id"),
            period("consent", "consent_end e", "true", "e.ended_at", "e.account_id"),
            deadline("restriction", "restriction r", "true", "r.lifts_at", "r.account_id"),
            ofErased("restriction", "restriction r", "r.account_id"),
            ofErased("spending-limits", "spending_limit l", "l.owner"),
            ofErased("spending-limits", "spending_change c", "c.owner"),
            ofErased("unsubscribe-link", "unsubscribe_link u", "u.account_id"),
            period("received-mail", "mail_event m", "true", "m.received_at", NOBODY),
            period("privacy-request", "privacy_request r", "r.closed_at is not null", "r.closed_at", "r.account_id"),
            deadline("identity-proof", "privacy_request_link l", "true", "l.expires_at", NOBODY),
            // A copy that nobody asked about for a day. One that the provider will not delete stays open, and is shown
            // as open.
            deadline(
                    "provider-copy",
                    "provider_copy c",
                    "c.state = 'DUE'",
                    "greatest(c.due_at, c.owed_since) + interval 'P1D'",
                    NOBODY),
            period("ledger", "ledger_transaction t", "true", "t.at", "t.owner"),
            period("payment", "payment p", "true", "p.paid_at", "p.payer"),
            period(
                    "payment",
                    "refund r left join payment p on p.transaction_id = r.transaction_id",
                    "true",
                    "r.told_at",
                    "p.payer"),
            period(
                    "payment",
                    "dispute d left join payment p on p.transaction_id = d.transaction_id",
                    "true",
                    "d.told_at",
                    "p.payer"),
            period(
                    "payment",
                    "refund_order o left join payment p on p.transaction_id = o.transaction_id",
                    "true",
                    "o.ordered_at",
                    "p.payer"),
            period(
                    "payment",
                    "creem_event_payment e left join payment p on p.transaction_id = e.transaction_id",
                    "true",
                    "e.told_at",
                    "p.payer"),
            period("payment", "reconciliation c", "true", "c.at", NOBODY),
            ofErased("credit-gift", "credit_gift g", "g.account_id"),
            period("payment-flag", "payment_flag f", "true", "f.raised_at", "f.account_id"),
            ofErased("payment-flag", "payment_flag f", "f.account_id"),
            ofErased("payment", "payment p", "p.payer"),
            period("checkout", "checkout c", "true", "c.asked_at", "c.account_id"),
            ofErased("checkout", "checkout c", "c.account_id"),
            ofErased("plan", "subscription s", "s.account_id"),
            ofErased("plan", "creem_customer c", "c.account_id"),
            ofErased("plan", "plan_ending e", "e.account_id"),
            ofErased("billing-address", "billing_address b", "b.account_id"),
            period("receipt-address", "receipt_address a", "true", "a.paid_at", "a.account_id"),
            ofErased("receipt-address", "receipt_address a", "a.account_id"),
            ofErased("plan", "payer_proposal p", "p.account_id"),
            period("payment-news", "creem_event e", "e.body is not null", "e.received_at", "e.account_id"),
            ofErased("payment-news", "creem_event e", "e.account_id"),
            deadline("event", "event_publication e", "e.completion_date is not null", "e.completion_date", NOBODY),
            period("destruction", "destruction d", "d.bytes_gone_at is not null", "d.at", "d.owner"),
            period("destruction", "receipt r", "true", "r.at", "r.owner"),
            deadline(
                    "erased-account",
                    "erasure e",
                    "e.held_back_at is null",
                    "e.ordered_at + interval 'P7D'",
                    "e.account_id"),
            period("destruction-log", "destruction_log l", "l.oldest_at is not null", "l.oldest_at", NOBODY),
            period("destruction-log", "repetition r", "r.logged_in is not null", "r.at", NOBODY),
            // Kept until the account is closed, and thirty days on.
            period("account", "account a", "a.closed_at is not null", "a.closed_at", "a.id"),
            period("hold", "legal_hold h", "true", "coalesce(h.released_at, h.expires_at)", NOBODY),
            period("disclosure", "disclosure d", "true", "d.disclosed_at", "d.account_id"),
            period("announcement", "announcement a", "true", "a.announced_at", NOBODY),
            period("incident", "incident i", "i.closed_at is not null", "i.closed_at", NOBODY),
            ofErased("incident-account", "incident_account i", "i.account_id"),
            period("safety-stop", "safety_stop s", "true", "s.ended_at", NOBODY),
            period("erased-account", "erased_account e", "true", "e.at", "e.account_id"),
            period("audit", "audit_row r", BEFORE_WHAT_IS_HELD, "r.at", NOBODY),
            // What was said outside the database of rows that are gone.
            period("audit", "audit_checkpoint c", "c.number < (select min(number) from audit_row)", "c.at", NOBODY),
            period("audit", "audit_floor f", "f.number < (select min(number) - 1 from audit_row)", "f.at", NOBODY),
            deadline("audit", "audit_statement_end e", "true", "e.ordered_at + interval 'P1D'", NOBODY),
            period("audit", "audit_key k", "k.forgotten_at is not null", "k.forgotten_at", NOBODY),
            period(
                    "audit",
                    "audit_key k",
                    "k.subject is not null and k.forgotten_at is null"
                            + " and not exists (select 1 from audit_row r where r.pseudonym = k.pseudonym)"
                            + " and not exists (select 1 from audit_row r"
                            + " where r.actor in ('staff:' || k.pseudonym::text, 'person:' || k.pseudonym::text))",
                    "k.made_at",
                    NOBODY),
            period("audit-run", "audit_run r", "true", "r.at", NOBODY),
            period("audit-run", "audit_observation o", "true", "o.at", NOBODY));

    private static Watch deadline(String dataClass, String from, String which, String deadline, String owner) {
        return new Watch(dataClass, from, which, deadline, true, owner);
    }

    private static Watch period(String dataClass, String from, String which, String start, String owner) {
        return new Watch(dataClass, from, which, start, false, owner);
    }

    /** What lives as long as its account. */
    private static Watch ofErased(String dataClass, String from, String owner) {
        return deadline(
                dataClass, from + " join erased_account gone on gone.account_id = " + owner, "true", "gone.at", owner);
    }

    /** Names the parameters {@code limit}, up to which a deadline counts, {@code now} and {@code keeps}; answers {@code due}. */
    String question() {
        String keeps = fixed ? "interval 'PT0S'" : "cast(:keeps as interval)";
        return "select min(" + start + ") + " + keeps + " as due from " + from + " where (" + which + ") and " + start
                + " < cast(:limit as timestamptz) - " + keeps
                + " and not exists (select 1 from legal_hold x where x.released_at is null"
                + " and (x.expires_at is null or x.expires_at > :now)"
                + " and (x.scope = 'CLASS' and x.data_class = '" + dataClass
                + "' or x.scope = 'ACCOUNT' and x.target = "
                + owner + " or x.scope = 'ITEM'" + item() + "))";
    }

    private String item() {
        return switch (from) {
            case "media_object m" ->
                " and (x.target in (m.id, m.made_of) or exists (select 1 from upload u where u.id = x.target"
                        + " and m.id in (u.original, u.prepared)))";
            case "upload u" -> " and x.target in (u.id, u.original)";
            case "destruction d" -> " and x.target = d.item";
            default -> " and x.target = " + owner;
        };
    }
}
