package com.allvideomodels.rights;

import static com.allvideomodels.TestPeople.as;
import static com.allvideomodels.TestPeople.asStaff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.retention.Belongings;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.web.Languages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The invariants D3 and D4: a copy has everything of its person and nothing of anybody else's, and after the end almost nothing is left. */
@ProductTest
class ExportTests {

    /** Sets of which the person of these tests has nothing: what comes only at the very end, or for moments. */
    private static final Set<String> NOTHING_OF = Set.of(
            "end-of-account",
            "erased-account",
            "erasure",
            "files-arriving",
            "files-of-copies",
            "files-of-requests",
            "holds",
            "orders-repeated-after-a-restore",
            "receipts",
            "address-change",
            "traces-of-files",
            "destroyed-things");

    /** Classes of which something is told of an erased person, as retention.yml declares. */
    private static final Set<String> KEPT_AFTER_ERASURE =
            Set.of("consent", "erased-account", "destruction-log", "audit");

    @Autowired
    ApplicationContext product;

    @Autowired
    Exports exports;

    @Autowired
    ExportWork work;

    @Autowired
    ExportRows rows;

    @Autowired
    PersonalData data;

    @Autowired
    MediaVault vault;

    @Autowired
    Uploads uploads;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    AccountClosure closure;

    @Autowired
    Ledger ledger;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    MockMvcTester pages;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Life ana;

    /** Somebody with something in every module. */
    private record Life(TestAccount who, String prompt, Upload upload, byte[] photo, UUID video, byte[] film) {

        AccountId id() {
            return who.id();
        }
    }

    @BeforeEach
    void live() throws IOException {
        ana = life();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause({"right.access", "right.portability", "ccpa.know", "ccpa.portability"})
    void aCopyHasEverySetWithEveryRowAndBothFormsAgree() throws IOException {
        OpenedCopy copy = copy(ana.id());
        for (PersonalDataSet set : data.sets()) {
            // The copy itself is being made and its letter and acts come afterwards.
            assertThat(copy.rows(set.name())).as(set.name()).isEqualTo(copy.table(set.name()));
            if (!NOTHING_OF.contains(set.name())) {
                assertThat(copy.rows(set.name())).as(set.name()).isNotEmpty();
            }
        }
        assertThat(copy.rows("generations"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("prompt", ana.prompt())
                        .containsEntry("output", ana.video().toString()));
        assertThat(copy.json("manifest.json").path("sets").size())
                .isEqualTo(data.sets().size());
        assertThat(copy.text("README.txt"))
                .contains("A copy of your data", "data/generations.json", "COMPOSER — where you order videos");
    }

    /** Row by row: whatever carries the person's number, in any table of which anything is told, is told by one set. */
    @Test
    @Clause("right.access")
    void everyRowThatIsThePersonsIsToldOnce() {
        Set<String> found = new HashSet<>();
        for (var one : numbersIn(tablesTold()).entrySet()) {
            String table = one.getKey();
            long there = sql.sql("select count(*) from " + table + " where :person in (" + one.getValue() + ")")
                    .param("person", ana.id().value())
                    .query(Long.class)
                    .single();
            if (there > 0) {
                found.add(table);
                assertThat(told(table)).as(table).isEqualTo(there);
            }
        }
        assertThat(found)
                .contains(
                        "account", "generation", "ledger_entry", "letter", "media_object", "privacy_request", "upload")
                .hasSizeGreaterThan(25);
    }

    private long told(String table) {
        return data.sets().stream()
                .filter(set -> set.tables().contains(table))
                .mapToLong(set -> set.count(ana.id()))
                .sum();
    }

    private String[] tablesTold() {
        return data.sets().stream()
                .flatMap(set -> set.tables().stream())
                .distinct()
                .toArray(String[]::new);
    }

    /** Of each table the columns in which the number of an account could stand. */
    private Map<String, String> numbersIn(String[] tables) {
        return sql
                .sql("""
                select table_name, string_agg(column_name, ', ') from information_schema.columns
                where table_schema = 'public' and data_type = 'uuid' and table_name = any(:tables) group by table_name
                """)
                .param("tables", tables)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    @Clause({"right.portability", "ccpa.portability"})
    void theFilesThemselvesAreInItAndListedByTheNamesOthersTakeIn() throws IOException {
        OpenedCopy copy = copy(ana.id());
        JsonNode videos = copy.json("videos.json");
        assertThat(videos.size()).isOne();
        JsonNode video = videos.get(0);
        assertThat(video.propertyNames())
                .containsExactly(
                        "name",
                        "description",
                        "contentUrl",
                        "encodingFormat",
                        "dataId",
                        "albumId",
                        "uploadedTime",
                        "favorite");
        assertThat(video.path("description").asString()).isEqualTo(ana.prompt());
        assertThat(video.path("favorite").asBoolean()).isTrue();
        assertThat(copy.files().get(video.path("contentUrl").asString())).isEqualTo(ana.film());
        assertThat(copy.files().entrySet().stream().filter(one -> one.getKey().startsWith("media/uploads/")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getKey()).endsWith(".jpg");
                    assertThat(one.getValue()).isEqualTo(ana.photo());
                });
        assertThat(copy.json("missing.json").size()).isZero();
    }

    @Test
    @Clause("right.access")
    void nothingOfAnotherPersonIsInIt() throws IOException {
        Life ben = life();
        entwine(ana, ben);
        OpenedCopy anas = copy(ana.id());
        OpenedCopy bens = copy(ben.id());
        for (String word : List.of(
                ben.id().toString(),
                ben.who().email().value(),
                ben.who().username(),
                ben.prompt(),
                ben.upload().name())) {
            assertThat(bens.with(word)).as(word).isNotEmpty();
            assertThat(anas.with(word)).as(word).isEmpty();
        }
        Set<String> both = new HashSet<>(anas.numbers());
        both.retainAll(bens.numbers());
        assertThat(both).as("numbers that stand in both").isEmpty();
        assertThat(anas.files().values()).noneMatch(file -> java.util.Arrays.equals(file, ben.film()));
    }

    @Test
    @Clause({"retain.output", "right.access"})
    void whatIsGoneIsNamedWithItsReasonAndNotPassedOver() throws IOException {
        transaction.executeWithoutResult(status -> vault.shred(ana.id(), new MediaId(ana.video()), Cause.PERSON));
        OpenedCopy deleted = copy(ana.id());
        assertThat(deleted.json("missing.json").get(0).path("reason").asString())
                .isEqualTo("deleted");
        assertThat(deleted.json("videos.json").get(0).path("contentUrl").isNull())
                .isTrue();

        clock.advance(Duration.ofDays(8));
        OpenedCopy expired = copy(ana.id());
        assertThat(expired.json("missing.json").get(0).path("reason").asString())
                .isEqualTo("expired");
        assertThat(expired.json("manifest.json").path("media").path("missing").asInt())
                .isOne();
        assertThat(expired.json("manifest.json").path("media").path("files").asInt())
                .as("the upload is there")
                .isOne();
    }

    @Test
    @Clause({"right.deletion", "gdpr.erasure"})
    void afterTheErasureNothingIsToldButWhatIsDeclaredToBeKept() throws IOException {
        copy(ana.id());
        closure.close(ana.id(), new Actor.Person(ana.id()));
        clock.advance(Duration.ofDays(30).plusHours(1));
        LocalTimetable.run(product, "retention.sweep", "retention.erase", "media.delete-bytes", "retention.erase");
        for (PersonalDataSet set : data.sets()) {
            if (!KEPT_AFTER_ERASURE.contains(set.dataClass())) {
                assertThat(set.count(ana.id())).as(set.name()).isZero();
            }
        }
        assertThat(exports.order(ana.id(), Locale.ENGLISH)).isFalse();
    }

    /** The store has lost one file: it is asked for some times, and then the rest goes to its owner all the same. */
    @Test
    void aFileThatTheStoreDoesNotGiveIsNamedInTheEndAndKeepsNothingElseBack() throws IOException {
        mediaBucket.delete(sql.sql("select object_key from media_object where id = :id")
                .param("id", ana.video())
                .query(String.class)
                .list());
        exports.order(ana.id(), Locale.ENGLISH);
        for (int attempt = 1; attempt < 5; attempt++) {
            work.makeDue();
            assertThat(newest(ana.id()).state()).isEqualTo(Export.State.ORDERED);
            assertThat(newest(ana.id()).attempts()).isEqualTo(attempt);
            clock.advance(Duration.ofHours(3));
        }
        work.makeDue();
        OpenedCopy copy = opened(ana.id());
        assertThat(copy.json("missing.json").get(0).path("reason").asString()).isEqualTo("unreadable");
        assertThat(copy.files().keySet()).anyMatch(name -> name.startsWith("media/uploads/"));
        assertThat(sql.sql("select count(*) from media_object where owner = :owner and kind = 'EXPORT'")
                        .param("owner", ana.id().value())
                        .query(Long.class)
                        .single())
                .as("what the tries before have left")
                .isOne();
    }

    @Test
    void oneAtATimeIsMadeForAPersonAndALetterSaysWhenItIsThere() {
        assertThat(exports.order(ana.id(), Locale.ENGLISH)).isTrue();
        assertThat(exports.order(ana.id(), Locale.ENGLISH)).isFalse();
        work.makeDue();
        Export made = newest(ana.id());
        assertThat(made.state()).isEqualTo(Export.State.READY);
        var letter = letters.last(ana.id(), "export-ready").orElseThrow().letter();
        assertThat(letter.values().get("link")).endsWith("/privacy/centre#copy");
        assertThat(letter.values()).doesNotContainValue(made.id().toString());
        assertThat(acts.about(ana.id())).contains("export.made");
        assertThat(exports.order(ana.id(), Locale.ENGLISH)).isTrue();
    }

    @Test
    void aCopyIsGoneAfterSevenDaysAndSoAreItsBytes() {
        exports.order(ana.id(), Locale.ENGLISH);
        work.makeDue();
        Export made = newest(ana.id());
        Instant ready = clock.instant();
        assertThat(Duration.between(ready, made.deadline()).toMinutes()).isBetween(7L * 24 * 60 - 5, 7L * 24 * 60);
        clock.advance(Duration.ofDays(7).minusMinutes(10));
        assertThat(exports.fetch(ana.id(), made.id())).isPresent();
        clock.advance(Duration.ofMinutes(10));
        assertThat(exports.fetch(ana.id(), made.id())).isEmpty();
        assertThat(newest(ana.id()).view(clock.instant()).phase()).isEqualTo("over");
        LocalTimetable.run(product, "retention.sweep", "media.delete-bytes");
        assertThat(sql.sql("select bytes_deleted_at is not null from media_object where id = :id")
                        .param("id", made.media().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** As a node that died in the middle would leave it. */
    @Test
    void aTryThatEndedIsBegunAnewAndAnOlderOneCanNoLongerHandOver() throws IOException {
        exports.order(ana.id(), Locale.ENGLISH);
        Export first = claimed(ana.id());
        Stored late = vault.keep(
                ana.id(), MediaClass.EXPORT, "application/zip", inDays(7), new ByteArrayInputStream(new byte[9]), 9);
        claimed(ana.id());
        assertThat(exports.handOver(first, late)).as("while another tries").isFalse();
        assertThat(newest(ana.id()).state()).isEqualTo(Export.State.ORDERED);
        clock.advance(Duration.ofMinutes(61));
        work.makeDue();
        Export made = newest(ana.id());
        assertThat(made.attempts()).isEqualTo(first.attempts() + 2);
        assertThat(made.state()).isEqualTo(Export.State.READY);
        assertThat(exports.handOver(first, late)).isFalse();
        clock.advance(Duration.ofHours(7));
        LocalTimetable.run(product, "media.abandon-stale");
        assertThat(vault.find(ana.id(), late.id())).as("what nobody took").isEmpty();
        assertThat(vault.find(ana.id(), made.media())).isPresent();
    }

    @Test
    void aMemberOfTheHouseholdAtAnUnwatchedScreenIsAskedWhoTheyAreFirst() {
        assertThat(pages.post().uri("/privacy/exports").with(as(ana.id())).with(csrf()))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/settings/security/proof");
        assertThat(rows.recent(ana.id(), 1)).isEmpty();
        exports.order(ana.id(), Locale.ENGLISH);
        work.makeDue();
        String file = "/privacy/exports/" + newest(ana.id()).id() + "/file";
        assertThat(pages.get().uri(file).with(as(ana.id())))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/settings/security/proof");
        assertThat(newest(ana.id()).fetchedAt()).isNull();

        MvcTestResult fetched = pages.get().uri(file).with(asStaff(ana.id())).exchange();
        assertThat(fetched).hasStatusOk().hasContentType("application/zip");
        assertThat(fetched.getResponse().getHeader("Content-Disposition")).startsWith("attachment");
        assertThat(acts.own(ana.id())).contains("export.ordered", "export.fetched");
        assertThat(newest(ana.id()).fetchedAt()).isNotNull();
        assertThat(pages.get().uri(file).with(asStaff(AccountId.fresh()))).hasStatus(404);
    }

    @Test
    @Clause({"right.access", "gdpr.lawful-basis", "share.providers"})
    void theCentreTellsItAllInBothLanguages() throws Exception {
        exports.order(ana.id(), Locale.ENGLISH);
        for (Locale language : Languages.ALL) {
            MvcTestResult page = pages.get()
                    .uri("/privacy/centre")
                    .locale(language)
                    .header("Accept-Language", language.toLanguageTag())
                    .with(as(ana.id()))
                    .exchange();
            assertThat(page).hasStatusOk();
            String text = page.getResponse().getContentAsString(StandardCharsets.UTF_8);
            boolean english = language.equals(Locale.ENGLISH);
            assertThat(text)
                    .contains("id=\"held-generation\"", "id=\"held-account\"", "id=\"transfers\"")
                    .contains(english ? "Lawful basis" : "法律依据")
                    .contains(english ? "Your copy is being made" : "正在制作您的副本")
                    .contains(english ? "prompt and settings" : "提示词和设置")
                    .contains("Runway")
                    .doesNotContain("??");
        }
        assertThat(pages.get().uri("/privacy/transfers").with(as(ana.id()))).hasStatusOk();
        assertThat(pages.get()
                        .uri("/privacy/transfers?before=" + UUID.randomUUID())
                        .with(as(ana.id())))
                .hasStatusOk();
    }

    private OpenedCopy copy(AccountId who) throws IOException {
        assertThat(exports.order(who, Locale.ENGLISH)).isTrue();
        work.makeDue();
        return opened(who);
    }

    private OpenedCopy opened(AccountId who) throws IOException {
        Export made = newest(who);
        assertThat(made.state()).isEqualTo(Export.State.READY);
        try (InputStream zip = vault.open(vault.find(who, made.media()).orElseThrow())) {
            return OpenedCopy.of(zip);
        }
    }

    private Export newest(AccountId who) {
        return rows.recent(who, 1).getFirst();
    }

    /** The order of this person alone is claimed, whoever else waits. */
    private Export claimed(AccountId who) {
        sql.sql(
                        "update privacy_export set attempts = attempts + 1, due_at = due_at + interval 'PT30M' where account_id = :who")
                .param("who", who.value())
                .update();
        return newest(who);
    }

    private Instant inDays(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    // A life

    private Life life() throws IOException {
        TestAccount who = new Belongings(product).ofSomebody();
        String prompt = "a heron that nobody else thinks of " + UUID.randomUUID();
        byte[] photo = TestMedia.jpeg(640, 480);
        var received = (Uploads.Receipt.Received)
                uploads.receive(who.id(), "holiday " + UUID.randomUUID() + ".jpg", new ByteArrayInputStream(photo));
        byte[] film = ("film of " + who.id()).getBytes(StandardCharsets.UTF_8);
        Stored video =
                vault.keep(who.id(), MediaClass.OUTPUT, "video/mp4", inDays(7), new ByteArrayInputStream(film), 1000);
        transaction.executeWithoutResult(status -> vault.take(who.id(), video.id()));
        transaction.executeWithoutResult(status -> ledger.hold(
                who.id(),
                new Credits(10),
                new com.allvideomodels.credits.Cause("fixture-hold", who.id().toString())));
        var life = new Life(who, prompt, received.upload(), photo, video.id().value(), film);
        made(life);
        return life;
    }

    /** What the main job leaves behind. */
    private void made(Life life) {
        UUID generation = UUID.randomUUID();
        row("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id, state, version,
                  due_at, asked_at, submitted_at, running_at, collecting_at, finished_at, captured, output, bytes, deadline, task_id)
                values (:id, :owner, gen_random_uuid(), 'x', 'runway-gen4-turbo', 'RUNWAY', 'IMAGE', :word, '{}', 10, gen_random_uuid(),
                  'SUCCEEDED', 0, :now, :now, :now, :now, :now, :now, 10, :other, 1, :now + interval '7 days', cast(:id as text))
                """, generation, life.id().value(), life.video(), life.prompt());
        row("""
                insert into generation_input (generation_id, position, role, upload_id, media_id)
                select :id, 0, 'FIRST_FRAME', id, prepared from upload where id = :other and owner = :owner
                """, generation, life.id().value(), life.upload().id().value(), "");
        row("""
                insert into generation_event (generation_id, owner, what, at) values (:id, :owner, 'SUCCEEDED', :now)
                """, generation, life.id().value(), generation, "");
        row("""
                insert into comparison (id, owner, winner, picked_at) values (gen_random_uuid(), :owner, :id, :now)
                """, generation, life.id().value(), generation, "");
        UUID copy = UUID.randomUUID();
        row("""
                insert into provider_copy (id, generation, api, task_id, left_running, owed_since, deadline, state, ended_at, items)
                values (:id, :other, 'RUNWAY', cast(:id as text), false, :now, :now + interval '7 days', 'DELETED', :now, array[:owner])
                """, copy, life.video(), generation, "");
        row("""
                insert into provider_copy_call (copy, number, at, call, answer, status) values (:id, 1, :now, 'DELETE', 'DELETED', 204)
                """, copy, life.id().value(), generation, "");
        UUID link = UUID.randomUUID();
        row("""
                insert into provider_link (id, token_hash, owner, media, task, provider, made_at, until)
                select :id, sha256(convert_to(cast(:id as text), 'UTF8')), :owner, id, :other, 'runway', :now, :now + interval '2 hours'
                from media_object where owner = :owner limit 1
                """, link, life.id().value(), generation, "");
        row("""
                insert into provider_link_fetch (link, fetched_at, method, address, user_agent, status)
                values (:id, :now, 'GET', '192.0.2.7', 'fetcher', 200)
                """, link, life.id().value(), generation, "");
        row("""
                insert into staff_grant (account_id, role, granted_at) values (:owner, 'SUPPORT', :now)
                """, link, life.id().value(), generation, "");
        row("""
                insert into suspension (account_id, reason, at) values (:owner, 'a reason', :now)
                """, link, life.id().value(), generation, "");
    }

    /** Each has to do with the other wherever the product lets them. */
    private void entwine(Life one, Life other) {
        for (Life[] pair : new Life[][] {{one, other}, {other, one}}) {
            sql.sql("update suspension set suspended_by = :by where account_id = :who")
                    .param("by", pair[1].id().value())
                    .param("who", pair[0].id().value())
                    .update();
            sql.sql("update staff_grant set granted_by = :by where account_id = :who")
                    .param("by", pair[1].id().value())
                    .param("who", pair[0].id().value())
                    .update();
            transaction.executeWithoutResult(status -> product.getBean(com.allvideomodels.audit.AuditTrail.class)
                    .record(com.allvideomodels.audit.Act.of(new Actor.Staff(pair[1].id()), "account.viewed")
                            .about(pair[0].id())));
        }
    }

    private void row(String statement, UUID id, UUID owner, UUID other, String word) {
        var prepared = sql.sql(statement);
        prepared = statement.contains(":id") ? prepared.param("id", id) : prepared;
        prepared = statement.contains(":owner") ? prepared.param("owner", owner) : prepared;
        prepared = statement.contains(":other") ? prepared.param("other", other) : prepared;
        prepared = statement.contains(":word") ? prepared.param("word", word) : prepared;
        prepared = statement.contains(":now")
                ? prepared.param("now", clock.instant().atOffset(ZoneOffset.UTC))
                : prepared;
        assertThat(prepared.update()).isPositive();
    }
}
