package com.allvideomodels.incident;

import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.Containment;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.privacy.AccountCriterion;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.web.Operator;
import com.allvideomodels.web.SecretLinks;
import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
@Clause("security.incident")
class IncidentTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    Incidents incidents;

    @Autowired
    Actions actions;

    @Autowired
    Notices notices;

    @Autowired
    DeadlineAlarm alarm;

    @Autowired
    KeyChange keys;

    @Autowired
    Signer signer;

    @Autowired
    List<SecretLinks> links;

    @Autowired
    Response response;

    @Autowired
    IncidentErasure erasure;

    @Autowired
    Containment containment;

    @Autowired
    Operator operator;

    @Autowired
    Mailer mailer;

    @Autowired
    List<AccountCriterion> criteria;

    @Autowired
    List<StaffFigures> figures;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private AccountId officer;
    private AccountId other;

    @BeforeEach
    void open() {
        officer = people.openAccount().id();
        other = people.openAccount().id();
    }

    @AfterEach
    void leaveNothing() {
        clock.reset();
        sql.sql("delete from staff_grant where account_id = :me")
                .param("me", officer.value())
                .update();
        sql.sql("delete from suspension where suspended_by = :me")
                .param("me", officer.value())
                .update();
        sql.sql("delete from incident where recorded_by = :me")
                .param("me", officer.value())
                .update();
    }

    @Test
    void itIsRecordedAndWhatIsWrongIsSaidNextToItsField() {
        MvcTestResult recorded = record("A lost list", "account");
        assertThat(recorded).hasStatus3xxRedirection();
        UUID id = id(recorded);
        assertThat(page(id))
                .hasStatusOk()
                .bodyText()
                .contains("A lost list", "<li>Account data</li>", "Not assessed", "Article 33(1)");
        assertThat(acts.by(officer)).contains("incident.recorded", "incident.viewed");
        assertThat(record("", "no-such-class"))
                .hasStatusOk()
                .bodyText()
                .contains("title-error", "categories-error")
                .contains(">It is gone.</textarea>");
    }

    /** Each criterion finds those it is meant for, in its span alone. */
    @Test
    void thoseItConcernsAreFoundByWhatTheyDid() {
        AccountId signed = people.openAccount().id();
        AccountId uploaded = people.openAccount().id();
        AccountId made = people.openAccount().id();
        Instant at = clock.instant().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        signIn(signed, at);
        upload(uploaded, at);
        generation(made, "LUMA_DREAM_MACHINE", at);
        assertThat(found("sign-ins", "", at)).contains(signed).doesNotContain(uploaded, made);
        assertThat(found("uploads", "", at)).contains(uploaded).doesNotContain(signed, made);
        assertThat(found("provider", "luma", at)).contains(made).doesNotContain(signed, uploaded);
        assertThat(found("provider", "runway", at)).doesNotContain(made);
        assertThat(found("sign-ins", "", at.minusSeconds(2))).doesNotContain(signed);
        List.of("generation", "upload", "media_object")
                .forEach(table -> sql.sql("delete from " + table + " where owner in (:made, :uploaded)")
                        .param("made", made.value())
                        .param("uploaded", uploaded.value())
                        .update());
    }

    @Test
    void whoWasFoundStaysFoundAndWhoComesLaterIsNotOfIt() {
        AccountId early = people.openAccount().id();
        Instant at = clock.instant().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
        signIn(early, at);
        UUID id = incident();
        assertThat(affect(id, "sign-ins", at)).hasStatus3xxRedirection();
        assertThat(affected(id)).contains(early);
        long then = affected(id).size();
        AccountId late = people.openAccount().id();
        signIn(late, at);
        sql.sql("delete from sign_in where account_id = :early")
                .param("early", early.value())
                .update();
        assertThat(affected(id)).hasSize((int) then).contains(early);
        affect(id, "sign-ins", at);
        assertThat(affected(id)).contains(early, late);
        assertThat(acts.by(officer)).contains("incident.affected");
    }

    @Test
    void aLetterGoesToEachOnceHoweverOftenItIsInterruptedOrOrdered() {
        List<AccountId> all = accounts(130);
        UUID id = incidentOf(all);
        order(id, "NOTIFY", "What happened", "发生了什么");
        var killed = new Killed(mailer, 115);
        var broken = new Response(actions, containment, links, killed, operator, transaction);
        assertThatThrownBy(broken::carryOut).hasMessage("the node was killed");
        assertThat(incidents.find(id).orElseThrow().told())
                .as("a hundred were committed")
                .isEqualTo(100);
        response.carryOut();
        response.carryOut();
        assertThat(incidents.find(id).orElseThrow().told()).isEqualTo(130);
        assertThat(written(all)).as("one row for each").isEqualTo(130);
        AccountId more = people.openAccount().id();
        concerns(id, more);
        order(id, "NOTIFY", "Again", "再次");
        response.carryOut();
        assertThat(written(all)).as("who was told gets no second one").isEqualTo(130);
        assertThat(letters.last(more, "incident-notice").orElseThrow().letter().values())
                .containsEntry("text.en", "Again")
                .containsEntry("text.zh-CN", "再次");
    }

    @Test
    void sessionsEndAndEachEndIsAnAct() {
        AccountId ana = people.openAccount().id();
        session(ana);
        AccountId ben = people.openAccount().id();
        session(ben);
        order(incidentOf(List.of(ana)), "END_SESSIONS", "", "");
        response.carryOut();
        assertThat(sessions(ana)).isZero();
        assertThat(sessions(ben)).as("nobody else's").isOne();
        assertThat(acts.about(ana)).contains("account.signed-out");
    }

    @Test
    void oneOfStaffSuspendsAFewAndTwoSuspendMany() {
        UUID few = incidentOf(accounts(10));
        order(few, "SUSPEND", "", "");
        response.carryOut();
        assertThat(suspended(few)).isEqualTo(10);

        UUID many = incidentOf(accounts(11));
        order(many, "SUSPEND", "", "");
        response.carryOut();
        assertThat(suspended(many)).as("one is not enough").isZero();
        UUID action = actions.of(many).getFirst().id();
        assertThat(actions.confirm(many, action, 11, officer))
                .as("nor the same one twice")
                .isFalse();
        assertThat(actions.confirm(many, action, 10, other))
                .as("nor who saw another number")
                .isFalse();
        response.carryOut();
        assertThat(suspended(many)).isZero();
        assertThat(confirm(many, action, 11)).hasStatus3xxRedirection();
        response.carryOut();
        assertThat(suspended(many)).isEqualTo(11);
        assertThat(acts.by(other)).contains("incident.action-confirmed");
        sql.sql(
                        "delete from suspension where account_id in (select account_id from incident_account where incident = :id)")
                .param("id", many)
                .update();
    }

    @Test
    void nobodyIsAddedBetweenTheProposalThatTheSecondSawAndItsEnd() {
        List<AccountId> all = accounts(11);
        UUID id = incidentOf(all);
        order(id, "SUSPEND", "", "");
        UUID action = actions.of(id).getFirst().id();
        concerns(id, people.openAccount().id());
        assertThat(actions.confirm(id, action, 11, other)).isFalse();
        assertThat(actions.confirm(id, action, 12, other)).isTrue();
        assertThat(affect(id, "uploads", clock.instant())).hasStatus3xxRedirection();
        assertThat(acts.by(officer)).doesNotContain("incident.affected");
    }

    @Test
    void whoOrdersItIsNotShutOut() {
        UUID id = incidentOf(List.of(officer, people.openAccount().id()));
        order(id, "SUSPEND", "", "");
        response.carryOut();
        assertThat(suspended(id)).isOne();
        assertThat(sql.sql("select count(*) from suspension where account_id = :me")
                        .param("me", officer.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void itClosesOnceEveryDeadlineHasItsNoteAndPressesStaffBefore() {
        long before = pressing();
        UUID id = incident();
        assertThat(pressing()).as("some are due at once").isGreaterThan(before);
        assertThat(incidents.close(id, officer)).isFalse();
        Incident one = incidents.find(id).orElseThrow();
        notices.of(one)
                .forEach(due -> assertThat(pages.post()
                                .uri("/admin/incidents/" + id + "/notices")
                                .param("deadline", due.deadline().id())
                                .param("words", "told by form")
                                .with(csrf())
                                .with(TestPeople.asStaff(officer, PRIVACY_OFFICER)))
                        .hasStatus3xxRedirection());
        assertThat(pressing()).isEqualTo(before);
        assertThat(incidents.close(id, officer)).isTrue();
        assertThat(incidents.find(id).orElseThrow().isOpen()).isFalse();
        assertThat(actions.order(id, ActionForm.empty("END_SESSIONS"), officer)).isEqualTo(Actions.Ordered.NOT_NOW);
    }

    /** One act of one person, and no link that was given out before leads anywhere; what the law wants open stays open. */
    @Test
    void linksThatWereGivenOutEndAtOnceForEveryone() {
        AccountId ana = people.openAccount().id();
        givenOut(ana);
        UUID id = incident();
        order(id, "END_LINKS", "", "");
        response.carryOut();
        assertThat(sql.sql("select count(*) from account_token")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from provider_link where revoked_at is null and until > :now")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select callback_hash from generation where owner = :ana")
                        .param("ana", ana.value())
                        .query(String.class)
                        .optional())
                .as("nobody can ring")
                .isEmpty();
        assertThat(sql.sql("select count(*) from unsubscribe_link where account_id = :ana")
                        .param("ana", ana.value())
                        .query(Long.class)
                        .single())
                .isOne();
        Action done = actions.of(id).getFirst();
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.done()).isGreaterThanOrEqualTo(3);
        assertThat(acts.by(officer)).contains("incident.action-ordered");
        response.carryOut();
        assertThat(actions.of(id)).containsExactly(done);
        assertThat(page(id)).bodyText().contains("done, " + done.done() + " links");
        List.of("provider_link", "generation", "media_object")
                .forEach(table -> sql.sql("delete from " + table + " where owner = :ana")
                        .param("ana", ana.value())
                        .update());
    }

    private void givenOut(AccountId to) {
        Instant now = clock.instant();
        var at = now.plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC);
        insert("""
                insert into account_token (hash, account_id, purpose, email, expires_at)
                values (sha256(convert_to(cast(:to as text), 'UTF8')), :to, 'RESET_PASSWORD', 'a@example.test', :at)
                """, Map.of("to", to.value(), "at", at));
        insert("""
                insert into provider_link (id, token_hash, owner, media, task, provider, made_at, until)
                values (gen_random_uuid(), sha256(convert_to(cast(:to as text), 'UTF8')), :to, :media, gen_random_uuid(), 'luma',
                  now(), :at)
                """, Map.of("to", to.value(), "media", object(to, now, "PREPARED"), "at", at));
        insert(
                "insert into unsubscribe_link (account_id, token, made_at) values (:to, cast(:to as text), :at)",
                Map.of("to", to.value(), "at", at));
        generation(to, "LUMA_DREAM_MACHINE", now);
        insert(
                "update generation set callback_hash = left(replace(cast(:to as text), '-', ''), 64) where owner = :to",
                Map.of("to", to.value()));
    }

    /** Rounds over everything until one finds nothing, however often it is interrupted; two of staff order it. */
    @Test
    void keysAreWrappedAnewByTwoOfStaffInRoundsUntilNothingIsLeft() {
        UUID id = incident();
        order(id, "WRAP_KEYS", "", "");
        Action ordered = actions.of(id).getFirst();
        assertThat(ordered.isWaiting()).isTrue();
        keys.goOn();
        assertThat(actions.of(id)).as("one is not enough").containsExactly(ordered);
        assertThat(confirm(id, ordered.id(), 0)).hasStatus3xxRedirection();
        assertThat(affect(id, "sign-ins", clock.instant()))
                .as("nobody waits for it")
                .hasStatus3xxRedirection();
        assertThat(acts.by(officer)).contains("incident.affected");
        assertThat(incidents.close(id, officer)).isFalse();
        for (int runs = 0; actions.of(id).getFirst().finishedAt() == null && runs < 1000; runs++) {
            keys.goOn();
        }
        Action done = actions.of(id).getFirst();
        assertThat(done.finishedAt()).isNotNull();
        keys.goOn();
        assertThat(actions.of(id)).containsExactly(done);
        assertThat(page(id)).bodyText().contains("done, " + done.done() + " keys");
    }

    /** Made once however often it is interrupted; what the earlier one signed stays valid. */
    @Test
    void aNewKeySignsOnceItIsOrderedAndMade() throws Exception {
        byte[] words = {1, 2, 3};
        byte[] old = signer.sign(words);
        int before = signer.keys().size();
        UUID id = incident();
        order(id, "NEW_SIGNING_KEY", "", "");
        keys.goOn();
        assertThat(signer.keys()).as("its name alone was noted").hasSize(before);
        keys.goOn();
        keys.goOn();
        assertThat(signer.keys()).hasSize(before + 1);
        assertThat(signer.verify(words, old)).isTrue();
        assertThat(actions.of(id).getFirst().finishedAt()).isNotNull();
    }

    /** Near, then over, each once however often the job runs; a note makes it silent. */
    @Test
    void staffHearOfEachDeadlineOnceWhenItIsNearAndOnceWhenItIsOver() {
        insert(
                "insert into staff_grant (account_id, role, granted_at) values (:me, 'PRIVACY_OFFICER', now())",
                Map.of("me", officer.value()));
        UUID id = incident();
        alarm.raise();
        alarm.raise();
        assertThat(alarms()).as("some are due at once").isOne();
        incidents.find(id).map(notices::of).orElseThrow().stream()
                .filter(LegalDeadlines.Due::isPressing)
                .forEach(due -> notices.note(id, due.deadline().id(), "told", officer));
        alarm.raise();
        assertThat(alarms()).isOne();
        Instant next = incidents.find(id).map(notices::of).orElseThrow().stream()
                .filter(due -> due.state() == LegalDeadlines.State.AHEAD)
                .map(LegalDeadlines.Due::at)
                .findFirst()
                .orElseThrow();
        clock.advance(Duration.between(clock.instant(), next.minus(Duration.ofHours(23))));
        alarm.raise();
        alarm.raise();
        assertThat(alarms()).as("near").isEqualTo(2);
        clock.advance(Duration.ofHours(24));
        alarm.raise();
        alarm.raise();
        assertThat(alarms()).as("over").isEqualTo(3);
        assertThat(letters.last(officer, "incident-deadlines-due")
                        .orElseThrow()
                        .letter()
                        .values())
                .hasEntrySatisfying(
                        "over", over -> assertThat(Long.parseLong(over)).isPositive());
    }

    private long alarms() {
        return sql.sql("select count(*) from letter where template = 'incident-deadlines-due' and account_id = :me")
                .param("me", officer.value())
                .query(Long.class)
                .single();
    }

    @Test
    void thatItConcernedSomebodyGoesWithTheirAccount() {
        AccountId ana = people.openAccount().id();
        AccountId ben = people.openAccount().id();
        UUID id = incidentOf(List.of(ana, ben));
        transaction.executeWithoutResult(
                status -> assertThat(erasure.erase(ana, clock.instant())).isTrue());
        assertThat(affected(id)).containsExactly(ben);
    }

    @Test
    void nothingIsOrderedForNobody() {
        UUID id = incident();
        assertThat(actions.order(id, ActionForm.empty("END_SESSIONS"), officer))
                .isEqualTo(Actions.Ordered.NOBODY_AFFECTED);
        assertThat(pages.post()
                        .uri("/admin/incidents/" + id + "/actions")
                        .param("kind", "NOTIFY")
                        .param("textEn", "Only English")
                        .with(csrf())
                        .with(TestPeople.asStaff(officer, PRIVACY_OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains("textZh-error", ">Only English</textarea>");
    }

    // What is done

    private UUID incident() {
        return id(record("A lost list", "account"));
    }

    private UUID incidentOf(List<AccountId> accounts) {
        UUID id = incident();
        accounts.forEach(one -> concerns(id, one));
        return id;
    }

    private void concerns(UUID incident, AccountId account) {
        sql.sql("insert into incident_account (incident, account_id) values (:incident, :account)")
                .param("incident", incident)
                .param("account", account.value())
                .update();
    }

    private List<AccountId> accounts(int many) {
        List<AccountId> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add(people.openAccount().id());
        }
        return all;
    }

    private MvcTestResult record(String title, String category) {
        return pages.post()
                .uri("/admin/incidents")
                .param("title", title)
                .param("happened", "It is gone.")
                .param(
                        "noticedAt",
                        clock.instant()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDateTime()
                                .toString()
                                .substring(0, 16))
                .param("categories", category)
                .param("severity", "HIGH")
                .param("risk", "UNASSESSED")
                .with(csrf())
                .with(TestPeople.asStaff(officer, PRIVACY_OFFICER))
                .exchange();
    }

    private static UUID id(MvcTestResult recorded) {
        String to = recorded.getResponse().getHeader("Location");
        return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
    }

    private MvcTestResult affect(UUID id, String criterion, Instant at) {
        return pages.post()
                .uri("/admin/incidents/" + id + "/accounts")
                .param("criterion", criterion)
                .param(
                        "from",
                        at.minusSeconds(1)
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDateTime()
                                .toString())
                .param(
                        "to",
                        at.plusSeconds(1)
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDateTime()
                                .toString())
                .with(csrf())
                .with(TestPeople.asStaff(officer, PRIVACY_OFFICER))
                .exchange();
    }

    private List<AccountId> found(String key, String choice, Instant at) {
        return criteria.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow()
                .find(at, at.plusSeconds(1), choice, null, 1000);
    }

    private void order(UUID id, String kind, String english, String chinese) {
        assertThat(pages.post()
                        .uri("/admin/incidents/" + id + "/actions")
                        .param("kind", kind)
                        .param("words", "a stolen list")
                        .param("textEn", english)
                        .param("textZh", chinese)
                        .with(csrf())
                        .with(TestPeople.asStaff(officer, PRIVACY_OFFICER)))
                .hasStatus3xxRedirection();
    }

    private MvcTestResult confirm(UUID id, UUID action, long accounts) {
        return pages.post()
                .uri("/admin/incidents/" + id + "/actions/" + action + "/confirmation")
                .param("accounts", Long.toString(accounts))
                .with(csrf())
                .with(TestPeople.asStaff(other, PRIVACY_OFFICER))
                .exchange();
    }

    private MvcTestResult page(UUID id) {
        return pages.get()
                .uri("/admin/incidents/" + id)
                .with(TestPeople.asStaff(officer, PRIVACY_OFFICER))
                .exchange();
    }

    /** A mailer of a node that is killed after some letters. */
    private static final class Killed implements Mailer {

        private final Mailer mailer;
        private int left;

        Killed(Mailer mailer, int left) {
            this.mailer = mailer;
            this.left = left;
        }

        @Override
        public void write(AccountId to, com.allvideomodels.mail.Letter letter) {
            if (left-- == 0) {
                throw new IllegalStateException("the node was killed");
            }
            mailer.write(to, letter);
        }

        @Override
        public void write(
                com.allvideomodels.kernel.EmailAddress to,
                java.util.Locale language,
                com.allvideomodels.mail.Letter letter) {
            mailer.write(to, language, letter);
        }
    }

    // What there is

    private List<AccountId> affected(UUID incident) {
        return sql
                .sql("select account_id from incident_account where incident = :id")
                .param("id", incident)
                .query(UUID.class)
                .stream()
                .map(AccountId::new)
                .toList();
    }

    private long written(List<AccountId> accounts) {
        return sql.sql("select count(*) from letter where template = 'incident-notice' and account_id = any(:all)")
                .param("all", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private long suspended(UUID incident) {
        return sql.sql("select count(*) from suspension join incident_account using (account_id) where incident = :id")
                .param("id", incident)
                .query(Long.class)
                .single();
    }

    private long pressing() {
        return figures.stream()
                .flatMap(one -> one.figures().stream())
                .filter(one -> one.title().equals("incident.figure.due"))
                .mapToLong(one -> Long.parseLong(one.value()))
                .sum();
    }

    private void session(AccountId who) {
        insert("""
                insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval,
                  expiry_time, principal_name)
                values (left(cast(gen_random_uuid() as text), 36), left(cast(gen_random_uuid() as text), 36), 0, 0, 1800,
                  9999999999999, cast(:owner as text))
                """, Map.of("owner", who.value()));
    }

    private long sessions(AccountId who) {
        return sql.sql("select count(*) from spring_session where principal_name = :name")
                .param("name", who.toString())
                .query(Long.class)
                .single();
    }

    private void signIn(AccountId who, Instant at) {
        insert("""
                insert into sign_in (id, account_id, at, network, device, method)
                values (gen_random_uuid(), :owner, :at, '198.51.100.0/24', '', 'PASSWORD')
                """, Map.of("owner", who.value(), "at", at.atOffset(ZoneOffset.UTC)));
    }

    private void upload(AccountId who, Instant at) {
        UUID original = object(who, at, "UPLOAD");
        UUID prepared = object(who, at, "PREPARED");
        insert(
                """
                insert into upload (id, owner, name, video, original, original_bytes, prepared, prepared_type, prepared_bytes,
                  width, height, length_ms, frames, uploaded_at, deadline)
                values (gen_random_uuid(), :owner, 'a.jpg', false, :original, 1, :prepared, 'image/jpeg', 1, 1, 1, 0, 1, :at,
                  cast(:at as timestamptz) + interval '30 days')
                """,
                Map.of(
                        "owner",
                        who.value(),
                        "original",
                        original,
                        "prepared",
                        prepared,
                        "at",
                        at.atOffset(ZoneOffset.UTC)));
    }

    /** The trace of an object that is gone already, so nobody looks for its bytes. */
    private UUID object(AccountId who, Instant at, String kind) {
        UUID id = UUID.randomUUID();
        insert("""
                insert into media_object (id, owner, kind, content_type, state, object_key, version, created_at, deadline)
                values (:id, :owner, :kind, 'image/jpeg', 'abandoned', 'upload/test/' || :id, 1, :at,
                  cast(:at as timestamptz) + interval '30 days')
                """, Map.of("id", id, "owner", who.value(), "kind", kind, "at", at.atOffset(ZoneOffset.UTC)));
        return id;
    }

    private void generation(AccountId who, String api, Instant at) {
        insert("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id, state,
                  version, due_at, asked_at, submitted_at, task_id)
                values (gen_random_uuid(), :owner, gen_random_uuid(), 'x', 'a-model', :api, 'TEXT', 'a heron', '{}', 0,
                  gen_random_uuid(), 'RUNNING', 0, 'infinity', :at, :at, cast(gen_random_uuid() as text))
                """, Map.of("owner", who.value(), "api", api, "at", at.atOffset(ZoneOffset.UTC)));
    }

    private void insert(String statement, Map<String, ?> values) {
        sql.sql(statement).params(values).update();
    }
}
