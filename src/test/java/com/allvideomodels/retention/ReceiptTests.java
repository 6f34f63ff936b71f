package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
@Clause("erase.secure")
class ReceiptTests {

    @Autowired
    ReceiptWriter writer;

    @Autowired
    ReceiptRows rows;

    @Autowired
    ReceiptCheck check;

    @Autowired
    ReceiptErasure erasure;

    @Autowired
    Destructions destructions;

    @Autowired
    Signer signer;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    InstantSource clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    MockMvcTester pages;

    @TempDir
    Path folder;

    private final AccountId owner = AccountId.fresh();

    @Test
    void whatIsSeenToBeGoneGetsAReceiptAndWhatIsStillThereGetsNone() throws Exception {
        UUID gone = destroyed(key());
        String lied = key();
        mediaBucket.create(lied, new byte[] {1});
        UUID there = destroyed(lied);
        writer.writeDue();
        assertThat(rows.of(owner, gone)).isPresent();
        assertThat(rows.of(owner, there)).isEmpty();
        mediaBucket.delete(List.of(lied));
        writer.writeDue();
        assertThat(rows.of(owner, there)).isPresent();
        long after = rows.head().number();
        writer.writeDue();
        assertThat(rows.head().number()).as("a second run writes nothing").isEqualTo(after);
    }

    @Test
    void receiptsAreNumberedWithoutGapsAndEachNamesTheOneBefore() {
        three();
        List<String> links = sql.sql("select body from receipt order by number")
                .query(String.class)
                .list();
        List<Long> numbers = sql.sql("select number from receipt order by number")
                .query(Long.class)
                .list();
        for (int i = 1; i < links.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1);
            assertThat(links.get(i)).endsWith("\"previous\":\"" + Receipt.hash(links.get(i - 1)) + "\"}");
        }
        assertThat(rows.head().hash()).isEqualTo(Receipt.hash(links.getLast()));
    }

    @Test
    void whoIsOvertakenWhileLookingWritesNothingAndBreaksNothing() {
        UUID gone = destroyed(key());
        AbsenceWitness slow = things -> {
            writer.writeDue();
            return new AbsenceWitness.Observation(
                    UUID.randomUUID(),
                    clock.instant(),
                    Map.of(gone, new AbsenceWitness.Sight(true, false, false, List.of())));
        };
        var overtaken = new ReceiptWriter(rows, provider(slow), signer, clock);
        assertThat(overtaken.writeDue()).isZero();
        assertThat(rows.of(owner, gone)).isPresent();
    }

    private static ObjectProvider<AbsenceWitness> provider(AbsenceWitness witness) {
        return new ObjectProvider<>() {
            @Override
            public AbsenceWitness getObject() {
                return witness;
            }
        };
    }

    @Test
    void asManyReceiptsAsTheAuditorSawThingsAbsent() {
        // Earlier ones may have ended with their class.
        long before = rows.head().number() - seenAbsent();
        three();
        assertThat(rows.head().number()).isEqualTo(before + seenAbsent()).isPositive();
    }

    private long seenAbsent() {
        return sql.sql("select coalesce(sum(absent), 0) from audit_observation")
                .query(Long.class)
                .single();
    }

    @Test
    void aReceiptSaysWhatIsStillOpen() {
        three();
        assertThat(rows.of(owner, Long.MAX_VALUE, 1).getFirst().body())
                .contains("\"versions\":\"not-offered\"", "\"providerCopies\":[]", "\"cause\":\"PERSON\"");
    }

    @Test
    @Clause("retain.provider-copies")
    void aReceiptTellsWhatEachProviderSaidOfItsCopyAlsoWhenTheVideoIsForgotten() {
        UUID item = destroyed(key());
        owed(item, "LUMA", "DELETED");
        owed(item, "PIKA", "DUE");
        owed(item, "RUNWAY", "REFUSED");
        owed(UUID.randomUUID(), "EVOLINK", "REFUSED");
        writer.writeDue();
        Receipt receipt = rows.of(owner, item).orElseThrow();
        assertThat(receipt.body())
                .contains("\"providerCopies\":[{\"provider\":\"LUMA\",\"state\":\"deleted\"},"
                        + "{\"provider\":\"PIKA\",\"state\":\"due\"},{\"provider\":\"RUNWAY\",\"state\":\"refused\"}]")
                .contains("{\"what\":\"provider-copy\",\"provider\":\"PIKA\",\"until\":\"20")
                .contains("{\"what\":\"provider-copy\",\"provider\":\"RUNWAY\",\"until\":null}")
                .doesNotContain("{\"what\":\"provider-copy\",\"provider\":\"LUMA\"");
        assertThat(body("/privacy/receipts", owner))
                .containsPattern("[23] open")
                .contains("/trust/receipts/" + receipt.id());
        assertThat(body("/trust/receipts/" + receipt.id(), owner))
                .contains(
                        "Luma confirmed that it deleted its copy",
                        "Runway refused to delete its copy",
                        "The copy at Pika");
    }

    /** A debt whose generation was erased. */
    private void owed(UUID item, String api, String state) {
        sql.sql("""
                insert into provider_copy (id, items, api, task_id, left_running, owed_since, deadline, state, due_at, ended_at)
                values (gen_random_uuid(), array[cast(:item as uuid)], :api, gen_random_uuid(), false, now(), now() + interval 'P7D', :state,
                  case when :state = 'DUE' then timestamptz 'infinity' end, case when :state = 'DELETED' then now() end)
                """).param("item", item).param("api", api).param("state", state).update();
    }

    @Test
    void theScriptFindsGenuineReceiptsGenuineAndNothingElse() throws Exception {
        three();
        List<Receipt> mine = rows.of(owner, Long.MAX_VALUE, 3).reversed();
        Path one = saved("one", mine.get(0).document());
        Path two = saved("two", mine.get(1).document());
        Path three = saved("three", mine.get(2).document());
        assertThat(script(one, two, three)).isZero();
        assertThat(script(saved("laid-out", mine.get(0).document().replace(",", ",\n  "))))
                .isZero();
        assertThat(script(two, one)).as("reordered").isEqualTo(1);
        String edited = mine.get(0).document().replace("PERSON", "DEADLINE");
        assertThat(script(saved("edited", edited))).as("edited").isEqualTo(1);
        String forged =
                mine.get(0).document().replaceFirst("signature\":\"[^\"]+", "signature\":\"" + "A".repeat(86) + "==");
        assertThat(script(saved("forged", forged))).as("forged").isEqualTo(1);
        String swapped = mine.get(0)
                .document()
                .replace(mine.get(0).signature(), mine.get(1).signature());
        assertThat(script(saved("swapped", swapped))).as("swapped").isEqualTo(1);
        assertThat(script(saved("other", "{}"))).as("no receipt").isEqualTo(1);
    }

    @Test
    void theScriptSeesALinkThatWasSlippedIn() throws Exception {
        three();
        List<Receipt> mine = rows.of(owner, Long.MAX_VALUE, 3).reversed();
        // Signed by us, and not what the next one names.
        String body = mine.get(0).body().replace("PERSON", "STAFF");
        String signature =
                java.util.Base64.getEncoder().encodeToString(signer.sign(body.getBytes(StandardCharsets.UTF_8)));
        Path slipped = saved("slipped", "{\"receipt\":" + body + ",\"signature\":\"" + signature + "\"}");
        assertThat(script(slipped, saved("next", mine.get(1).document()))).isEqualTo(1);
    }

    @Test
    void thePublicPageSaysWhetherAReceiptIsGenuine() {
        three();
        String document = rows.of(owner, Long.MAX_VALUE, 1).getFirst().document();
        assertThat(checked(document)).contains("Genuine", "Receipt", "stands at its place");
        assertThat(checked(document.replace("PERSON", "DEADLINE"))).contains("Not genuine");
        assertThat(checked("hello")).contains("That is not a receipt", "hello");
        assertThat(checked("{".repeat(30_000))).contains("far longer than a receipt");
    }

    /** Receipts name their key; one of a replaced key counts while it is in the chain, or whoever has that key could write more. */
    @Test
    void receiptsOutliveTheKeyThatSignedThem() throws Exception {
        three();
        Receipt before = rows.of(owner, Long.MAX_VALUE, 1).getFirst();
        signer.add(signer.nextName());
        three();
        Receipt after = rows.of(owner, Long.MAX_VALUE, 1).getFirst();
        assertThat(after.body()).contains("\"key\":\"" + signer.key().id() + "\"");
        assertThat(before.body()).contains("\"key\":\"" + signer.keys().get(1).id() + "\"");
        assertThat(checked(before.document())).contains("Genuine", "stands at its place");
        assertThat(checked(after.document())).contains("Genuine", "stands at its place");
        String invented = before.body().replaceFirst("\"number\":[0-9]+", "\"number\":99999999");
        assertThat(checked(signedBy(signer.keys().get(1), invented)))
                .contains("a key that we have replaced")
                .doesNotContain("notice--good");
        Path keys = Files.writeString(
                folder.resolve("keys.txt"),
                content(pages.get().uri("/trust/keys").exchange()));
        Path old = saved("old", before.document());
        Path fresh = saved("fresh", after.document());
        assertThat(scriptWith(keys.toString(), old, fresh)).isZero();
        assertThat(script(old)).as("the newest key alone").isEqualTo(1);
    }

    private static String signedBy(SigningKey key, String body) throws Exception {
        byte[] signature = key.sign(body.getBytes(StandardCharsets.UTF_8));
        return "{\"receipt\":" + body + ",\"signature\":\""
                + Base64.getEncoder().encodeToString(signature) + "\"}";
    }

    @Test
    void aPersonFindsTheirReceiptsAndNobodyElsesAndOneByItsIdWithoutAnAccount() {
        three();
        Receipt mine = rows.of(owner, Long.MAX_VALUE, 1).getFirst();
        assertThat(body("/privacy/receipts", owner)).contains("/trust/receipts/" + mine.id());
        assertThat(body("/privacy/receipts", AccountId.fresh()))
                .doesNotContain(mine.id().toString());
        assertThat(pages.get().uri("/trust/receipts/" + mine.id())).hasStatusOk();
        assertThat(pages.get().uri("/trust/receipts/" + mine.id() + "/file"))
                .hasStatusOk()
                .bodyText()
                .isEqualTo(mine.document());
        assertThat(pages.get().uri("/trust/receipts/" + UUID.randomUUID())).hasStatus(404);
        assertThat(pages.get().uri("/privacy/receipts")).hasStatus(302);
    }

    @Test
    void anErasedAccountIsTakenOffItsReceiptsWhichStayGenuine() throws Exception {
        three();
        Receipt mine = rows.of(owner, Long.MAX_VALUE, 1).getFirst();
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> erasure.erase(owner, clock.instant())));
        assertThat(done).isTrue();
        assertThat(rows.of(owner, Long.MAX_VALUE, 5)).isEmpty();
        assertThat(sql.sql("select count(*) from destruction where owner = :owner")
                        .param("owner", owner.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(check.check(rows.find(mine.id()).orElseThrow().document()))
                .isInstanceOf(ReceiptCheck.Verdict.Genuine.class);
        assertThat(mine.document()).doesNotContain(owner.toString());
    }

    @Test
    void everybodyCanReadThePageOfTrustInBothLanguages() {
        three();
        assertThat(pages.get().uri("/trust"))
                .hasStatusOk()
                .bodyText()
                .contains(rows.head().hash(), "MCowBQYDK2VwAyEA");
        assertThat(pages.get().uri("/trust").header("Accept-Language", "zh-CN"))
                .hasStatusOk()
                .bodyText()
                .contains("公钥");
    }

    @Test
    void staffSeeWhatTheAuditorSawAndLetItLook() {
        assertThat(pages.post()
                        .uri("/admin/auditor/runs")
                        .with(TestPeople.asStaff(AccountId.fresh(), StaffRole.PRIVACY_OFFICER))
                        .with(SecurityMockMvcRequestPostProcessors.csrf()))
                .hasStatus(302);
        assertThat(pages.get()
                        .uri("/admin/auditor")
                        .with(TestPeople.asStaff(AccountId.fresh(), StaffRole.ADMINISTRATOR)))
                .hasStatusOk()
                .bodyText()
                .contains("The last audit");
        assertThat(pages.get().uri("/admin/auditor").with(TestPeople.asStaff(AccountId.fresh(), StaffRole.SUPPORT)))
                .hasStatus(403);
        assertThat(pages.get().uri("/trust")).hasStatusOk().bodyText().contains("Oldest video stored");
    }

    private void three() {
        for (int i = 0; i < 3; i++) {
            destroyed(key());
        }
        writer.writeDue();
    }

    private static String key() {
        return "output/2026-12-01/" + UUID.randomUUID();
    }

    private UUID destroyed(String key) {
        UUID item = UUID.randomUUID();
        var now = clock.instant();
        transactions.executeWithoutResult(status -> {
            destructions.record(
                    new Destruction(item, "output", owner, now.plus(Duration.ofDays(3)), Cause.PERSON, List.of(key)),
                    now);
            destructions.bytesGone(Map.of(key, item), now);
        });
        return item;
    }

    private String checked(String text) {
        var result = pages.post()
                .uri("/trust/receipt")
                .param("receipt", text)
                .with(SecurityMockMvcRequestPostProcessors.csrf())
                .exchange();
        return content(result);
    }

    private String body(String path, AccountId person) {
        return content(pages.get().uri(path).with(TestPeople.as(person)).exchange());
    }

    private static String content(org.springframework.test.web.servlet.assertj.MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private Path saved(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name + ".json"), text);
    }

    private int script(Path... receipts) throws Exception {
        return scriptWith(signer.publicKey(), receipts);
    }

    private static int scriptWith(String keys, Path... receipts) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "docs/VerifyReceipt.java", keys));
        List.of(receipts).forEach(receipt -> command.add(receipt.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
