package com.allvideomodels.storage;

import static com.allvideomodels.storage.MasterWrapped.Wrapping.ANEW;
import static com.allvideomodels.storage.MasterWrapped.Wrapping.NOTHING_TO_DO;
import static com.allvideomodels.storage.MasterWrapped.Wrapping.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new master key takes over what lies in the key bucket, and nothing that was destroyed comes back by it. */
class MasterKeyChangeTests {

    private static final String OLD = fresh();
    private static final String NEW = fresh();
    private static final byte[] WORDS = {1, 2, 3};

    private final TestClock clock = new TestClock();
    private final Bucket bucket = TestStorage.bucket("keys-of-master-key-tests");
    private final MasterKeys before = new MasterKeys(new KeySettings(OLD, "1", Map.of()));
    private final MasterKeys after = new MasterKeys(new KeySettings(NEW, "2", Map.of("1", OLD)));
    private final MasterKeys alone = new MasterKeys(new KeySettings(NEW, "2", Map.of()));
    private final WrappedInTheBucket place = new WrappedInTheBucket(bucket, after);
    private final MasterKeyChange change = new MasterKeyChange(List.of(place), after);

    private static String fresh() {
        return Base64.getEncoder().encodeToString(Random.randBytes(32));
    }

    @BeforeEach
    void empty() throws IOException {
        for (String name : bucket.list("")) {
            bucket.delete(List.of(name));
        }
    }

    @Test
    @Clause("security.at-rest")
    void afterwardsTheNewKeyAloneOpensEverything() throws Exception {
        var ring = new KeyRing(bucket, before, clock);
        List<String> names = List.of("day/output/2026-12-01", "hold/" + UUID.randomUUID(), "subject/a", "subject/b");
        byte[][] sealed = new byte[names.size()][];
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] = ring.toWrap(names.get(i)).encrypt(WORDS, WORDS);
        }
        String signer = TestStorage.signer(bucket, before).publicKey();
        bucket.write("log/end", "1 hash\nnothing wrapped\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(round(2)).isEqualTo(names.size() + 1);
        assertThat(round(2)).as("nothing is left to do").isZero();
        for (int i = 0; i < sealed.length; i++) {
            assertThat(new KeyRing(bucket, alone, clock).toUnwrap(names.get(i)).decrypt(sealed[i], WORDS))
                    .isEqualTo(WORDS);
        }
        assertThat(TestStorage.signer(bucket, alone).publicKey()).isEqualTo(signer);
    }

    @Test
    void oneThatCannotBeOpenedIsCountedAndStaysAsItIs() throws Exception {
        bucket.write(
                "subject/lost", new MasterKeys(new KeySettings(fresh(), "0", Map.of())).wrap(WORDS, "subject/lost"));
        byte[] stored = bucket.read("subject/lost").orElseThrow();
        assertThat(place.wrapAnew("subject/lost")).isEqualTo(UNREADABLE);
        assertThat(bucket.read("subject/lost")).hasValue(stored);
    }

    /** The order that would undo an erasure: read, destroyed by another node, written. */
    @Test
    @Clause("security.incident")
    void aKeyThatIsDestroyedBetweenReadingAndWritingStaysDestroyed() throws Exception {
        for (boolean entombed : new boolean[] {true, false}) {
            String name = "subject/" + UUID.randomUUID();
            var ring = new KeyRing(bucket, before, clock);
            ring.toWrap(name);
            Bucket.Marked read = bucket.marked(name).orElseThrow();
            assertThat(ring.destroy(name, entombed)).isTrue();
            assertThat(place.wrapAnew(name, read)).isEqualTo(NOTHING_TO_DO);
            assertThat(place.wrapAnew(name)).isEqualTo(NOTHING_TO_DO);
            assertThatThrownBy(() -> new KeyRing(bucket, after, clock).toUnwrap(name))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessage("a key was destroyed");
        }
    }

    /** The same by chance and many times: whichever comes first, the key is gone at the end. */
    @Test
    void whoeverIsFasterADestroyedKeyIsGone() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String name = "subject/" + UUID.randomUUID();
                var ring = new KeyRing(bucket, before, clock);
                ring.toWrap(name);
                Callable<Object> destroying = () -> ring.destroy(name, true);
                Callable<Object> wrapping = () -> place.wrapAnew(name);
                for (var done : nodes.invokeAll(List.of(wrapping, destroying, wrapping))) {
                    done.get();
                }
                assertThatThrownBy(() -> new KeyRing(bucket, after, clock).toUnwrap(name))
                        .hasMessage("a key was destroyed");
            }
        }
    }

    @Test
    void aRoundGoesOnWhereItStoodAndDoesNothingTwice() throws Exception {
        var ring = new KeyRing(bucket, before, clock);
        ring.toWrap("subject/a");
        ring.toWrap("subject/b");
        var first = change.goOn(MasterKeyChange.Point.START, 1);
        assertThat(first.anew()).isEqualTo(1);
        assertThat(change.goOn(MasterKeyChange.Point.START, 1).anew()).isZero();
        var second = change.goOn(first.reached().orElseThrow(), 1);
        assertThat(second.anew()).isEqualTo(1);
        assertThat(change.goOn(second.reached().orElseThrow(), 1).reached()).isEmpty();
        assertThat(place.wrapAnew("subject/a")).isNotEqualTo(ANEW);
    }

    @Test
    void theStoreIsTriedBeforeItIsReliedOn() throws Exception {
        assertThat(new ConditionalWrites(bucket).areHonoured()).isTrue();
        assertThat(bucket.list("probe/")).isEmpty();
    }

    @Test
    void aStoreThatWritesWhateverTheConditionSaysIsFoundOut() throws Exception {
        try (var careless = new Careless()) {
            var writes = new ConditionalWrites(careless.bucket());
            assertThat(writes.areHonoured()).isFalse();
        }
    }

    private long round(int most) throws IOException {
        long anew = 0;
        var reached = java.util.Optional.of(MasterKeyChange.Point.START);
        while (reached.isPresent()) {
            var stretch = change.goOn(reached.get(), most);
            anew += stretch.anew();
            reached = stretch.reached();
        }
        return anew;
    }

    /** A store that does not know the condition, as some that speak like S3 do not. */
    private static final class Careless implements AutoCloseable {

        private final MockWebServer server = new MockWebServer();

        Careless() throws IOException {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return answer(request);
                }
            });
            server.start();
        }

        private static MockResponse answer(RecordedRequest request) {
            String body = request.getUrl().queryParameterNames().contains("versioning")
                    ? "<VersioningConfiguration/>"
                    : request.getMethod().equals("GET") ? "\u0002" : "<DeleteResult/>";
            return new MockResponse.Builder()
                    .code(200)
                    .addHeader("ETag", "\"one\"")
                    .body(request.getMethod().equals("PUT") ? "" : body)
                    .build();
        }

        Bucket bucket() {
            return new Bucket(
                    TestStorage.client(URI.create(server.url("/").toString()), "access", "secret"), "careless");
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
