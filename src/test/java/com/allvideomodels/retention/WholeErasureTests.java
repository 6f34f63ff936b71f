package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.generation.GenerationId;
import com.allvideomodels.generation.Generations;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.generation.Order;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import com.allvideomodels.running.Launch;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.KeyRing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * A whole life in the product and its end, with nothing pretended: workers make videos at the providers' stand-ins, the person closes
 * the account, thirty days pass, and the timetable does the rest. The store is theirs alone, so the auditor judges all of it.
 */
@ProductTest
@TestPropertySource(
        properties = {
            "storage.bucket=erasure-media",
            "storage.key-bucket=erasure-keys",
            "generation.workers.auto-startup=true"
        })
class WholeErasureTests {

    /** Where an erased person's number may still stand, and the class of data that says why and for how long. */
    private static final Map<String, String> KEPT = Map.of(
            "erased_account.account_id", "erased-account",
            "consent_event.account_id", "consent",
            "consent_end.account_id", "consent",
            "audit_key.subject", "audit",
            "key_death.name", "key");

    /** The books say for which video, by a number that leads nowhere now. */
    private static final Map<String, String> BOOKS = Map.of("ledger_transaction.cause_reference", "ledger");

    private static final String MODEL = "luma-ray-2";

    /** Providers fetch pictures from us. */
    @DynamicPropertySource
    static void reachable(DynamicPropertyRegistry properties) {
        int port = Launch.freePort();
        properties.add("server.port", () -> port);
        properties.add("app.public-url", () -> "http://127.0.0.1:" + port);
    }

    @Autowired
    ApplicationContext product;

    @Autowired
    AccountClosure closure;

    @Autowired
    Generations generations;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Uploads uploads;

    @Autowired
    MediaVault vault;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    KeyRing keyRing;

    @Autowired
    Destructions destructions;

    @Autowired
    RetentionPolicy policy;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    /** What one person left in the product. */
    private record Life(TestAccount who, String prompt, Upload upload, UUID finished, UUID running, byte[] video) {

        List<String> names() {
            return List.of(who.email().value(), who.username(), prompt, upload.name());
        }
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause({"right.deletion", "retain.account", "gdpr.erasure", "ccpa.delete", "erase.secure"})
    void thirtyDaysAfterClosingNothingIsLeftButWhatIsDeclaredAndNobodyElseLosesAnything() throws Exception {
        Life ana = life();
        List<String> stored = objectsOf(ana.who().id());
        assertThat(mediaBucket.present(stored)).hasSameSizeAs(stored).hasSizeGreaterThanOrEqualTo(4);
        closure.close(ana.who().id(), new Actor.Person(ana.who().id()));
        clock.advance(Duration.ofDays(29));
        Life ben = life();
        settled();
        List<String> bens = new Traces(sql).of(ben.who().id());
        clock.advance(Duration.ofDays(1).plusHours(1));

        end();

        isGone(ana, stored);
        assertThat(keyRing.names("subject/")).contains("subject/" + ben.who().id());
        stands(ben, bens);
        assertThat(mediaBucket.list(""))
                .as("the store")
                .hasSameElementsAs(objectsOf(ben.who().id()));
        assertThat(sql.sql("select failed, overdue, orphans, missing from audit_run order by at desc limit 1")
                        .query()
                        .singleRow())
                .as("what the auditor saw: %s", findings())
                .containsEntry("failed", null)
                .containsEntry("overdue", 0L)
                .containsEntry("orphans", 0L)
                .containsEntry("missing", 0L);
    }

    private void isGone(Life ana, List<String> stored) throws IOException {
        AccountId id = ana.who().id();
        assertThat(destructions.isErased(id)).isTrue();
        onlyAt(id, KEPT);
        ana.names().forEach(name -> onlyAt(name, Map.of()));
        onlyAt(ana.finished(), BOOKS);
        onlyAt(ana.running(), BOOKS);
        assertThat(mediaBucket.present(stored)).isEmpty();
        assertThatThrownBy(() -> keyRing.toUnwrap("subject/" + id)).hasMessage("a key was destroyed");
        assertThatThrownBy(() -> vault.keep(
                        id,
                        MediaClass.OUTPUT,
                        "video/mp4",
                        clock.instant().plus(Duration.ofDays(7)),
                        new ByteArrayInputStream(new byte[10]),
                        10))
                .as("whoever comes late")
                .isInstanceOf(MediaVault.Gone.class);
        assertThat(sql.sql("select body from receipt where item = any(:items)")
                        .param("items", new UUID[] {ana.upload().id().value()})
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .as("the receipt knows of the provider's copy although the video is forgotten")
                .contains("\"provider\":\"LUMA_DREAM_MACHINE\"")
                .doesNotContain(id.toString());
    }

    /** Kept places have a class with a ground, a clause and an end. */
    private void onlyAt(Object word, Map<String, String> kept) {
        List<String> places = new Traces(sql).of(word);
        assertThat(places).as("where '%s' is still found", word).isSubsetOf(kept.keySet());
        for (String place : places) {
            Rule rule = policy.rule(kept.get(place));
            assertThat(rule.ground().en()).isNotBlank();
            assertThat(rule.clause()).isNotBlank();
            assertThat(rule.covers())
                    .extracting(RetentionPolicy.Cover::table)
                    .contains(place.substring(0, place.indexOf('.')));
        }
    }

    private void stands(Life ben, List<String> before) throws IOException {
        assertThat(new Traces(sql).of(ben.who().id())).isEqualTo(before);
        assertThat(video(ben.who().id(), ben.finished())).isEqualTo(ben.video());
        assertThat(uploads.find(ben.who().id(), ben.upload().id())).isPresent();
        assertThat(mediaBucket.present(objectsOf(ben.who().id())))
                .hasSameSizeAs(objectsOf(ben.who().id()));
    }

    /** As the timetable would within some minutes; what waits for another job is asked twice. */
    private void end() {
        LocalTimetable.run(product, "media.make-keys", "retention.sweep", "retention.erase", "media.delete-bytes");
        settled();
        LocalTimetable.run(
                product,
                "retention.sweep",
                "retention.erase",
                "retention.write-log",
                "media.end-keys",
                "media.delete-bytes",
                "retention.receipts",
                "mail.send-letters",
                "auditor.audit");
        await().until(() ->
                sql.sql("select count(*) from letter where template = 'account-erased' and state = 'waiting'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    // A life

    private Life life() throws IOException {
        TestAccount who = new Belongings(product).ofSomebody();
        String prompt = "a heron that nobody else thinks of " + UUID.randomUUID();
        String name = "holiday " + UUID.randomUUID() + ".jpg";
        var received = (Uploads.Receipt.Received)
                uploads.receive(who.id(), name, new ByteArrayInputStream(TestMedia.jpeg(1200, 800)));
        // Whoever restricted what is done with their data has nothing made.
        restrict(who.id(), "lifts_at = since");
        UUID finished = ask(who.id(), prompt, received.upload());
        UUID running = ask(who.id(), prompt + " [stall]", received.upload());
        reaches(finished, Set.of("SUCCEEDED"));
        reaches(running, Set.of("RUNNING"));
        restrict(who.id(), "lifts_at = null");
        return new Life(who, prompt, received.upload(), finished, running, video(who.id(), finished));
    }

    private void restrict(AccountId who, String how) {
        sql.sql("update restriction set " + how + " where account_id = :who")
                .param("who", who.value())
                .update();
    }

    private UUID ask(AccountId who, String prompt, Upload picture) {
        Model model = catalogue.find(new ModelId(MODEL)).orElseThrow();
        Credits price =
                catalogue.price(model, Mode.IMAGE, Settings.NONE, List.of()).orElseThrow();
        var order = new Order(
                UUID.randomUUID(),
                model.id(),
                Mode.IMAGE,
                prompt,
                Settings.NONE,
                List.of(new Order.Input(InputRole.FIRST_FRAME, picture.id())),
                price,
                null);
        var answer = generations.request(who, List.of(order));
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer)
                .ids().stream().map(GenerationId::value).findFirst().orElseThrow();
    }

    private void reaches(UUID generation, Set<String> states) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> sql.sql("select state from generation where id = :id")
                                .param("id", generation)
                                .query(String.class)
                                .single(),
                        states::contains);
    }

    /** Workers have asked the providers for what is owed, by the clock as it is now. */
    private void settled() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sql.sql("select count(*) from provider_copy where state = 'DUE' and due_at <= :now")
                                .param("now", HoldRows.utc(clock.instant()))
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private byte[] video(AccountId who, UUID generation) throws IOException {
        UUID output = sql.sql("select output from generation where id = :id")
                .param("id", generation)
                .query(UUID.class)
                .single();
        try (var bytes = vault.open(vault.find(who, new MediaId(output)).orElseThrow())) {
            return bytes.readAllBytes();
        }
    }

    private List<String> objectsOf(AccountId who) {
        return sql.sql("select object_key from media_object where owner = :owner and shredded_at is null")
                .param("owner", who.value())
                .query(String.class)
                .list();
    }

    private List<String> findings() {
        List<String> all = new ArrayList<>();
        Stream.of("findings", "failed")
                .forEach(column ->
                        all.add(sql.sql("select cast(" + column + " as text) from audit_run order by at desc limit 1")
                                .query(String.class)
                                .optional()
                                .orElse("")));
        return all;
    }
}
