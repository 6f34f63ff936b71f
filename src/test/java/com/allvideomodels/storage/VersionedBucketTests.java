package com.allvideomodels.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 10, "versioned bucket": a deletion that only adds a marker is none. */
@Clause("erase.secure")
class VersionedBucketTests {

    private static final String KEY = "output/2026-11-26/a";

    private final VersionedStore store = new VersionedStore();
    private final Bucket media = store.bucket("media");

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aDeletionEndsEveryVersionAndEveryMarkerOfThatKeyAndOfNoOther() throws IOException {
        for (int i = 0; i < 3; i++) {
            media.write(KEY, new byte[] {1});
        }
        store.add(KEY, true);
        store.add(KEY, false);
        media.write(KEY + "b", new byte[] {1});
        assertThat(media.delete(List.of(KEY))).isEmpty();
        assertThat(store.of(KEY)).isEmpty();
        assertThat(store.of(KEY + "b")).hasSize(1);
        assertThat(media.present(List.of(KEY, KEY + "b"))).containsExactly(KEY + "b");
    }

    @Test
    void aMarkerAloneIsStillThere() throws IOException {
        store.add(KEY, true);
        assertThat(media.present(List.of(KEY))).containsExactly(KEY);
        assertThat(media.delete(List.of(KEY))).isEmpty();
        assertThat(store.of(KEY)).isEmpty();
    }

    @Test
    void oneVersionThatStaysIsSaidToStay() throws IOException {
        media.write(KEY, new byte[] {1});
        media.write(KEY, new byte[] {2});
        store.stubborn = store.of(KEY).getFirst().id();
        assertThat(media.delete(List.of(KEY))).isEqualTo(Map.of(KEY, "AccessDenied"));
        assertThat(media.present(List.of(KEY))).containsExactly(KEY);
        store.stubborn = "";
        assertThat(media.delete(List.of(KEY))).isEmpty();
        assertThat(media.present(List.of(KEY))).isEmpty();
    }

    @Test
    void whereVersionsWereSuspendedTheOldOnesGoToo() throws IOException {
        store.versioning = "Suspended";
        media.write(KEY, new byte[] {1});
        media.write(KEY, new byte[] {2});
        assertThat(media.delete(List.of(KEY))).isEmpty();
        assertThat(store.of(KEY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "400", "404", "405", "501"})
    void aStoreThatKeepsNoVersionsOrDoesNotKnowTheQuestionHasNone(String answer) throws IOException {
        store.versioning = answer;
        assertThat(media.keepsVersions()).isFalse();
        assertThatCode(new BucketChecks(media, store.bucket("keys"))::afterSingletonsInstantiated)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "500", "503"})
    void aStoreThatDoesNotSayIsAskedAgainBeforeAnythingIsDeleted(String answer) throws IOException {
        store.versioning = answer;
        media.write(KEY, new byte[] {1});
        assertThatThrownBy(() -> media.delete(List.of(KEY))).isInstanceOf(IOException.class);
        assertThat(store.of(KEY)).hasSize(1);
        assertThatCode(new BucketChecks(media, store.bucket("keys"))::afterSingletonsInstantiated)
                .as("a start does not depend on the store")
                .doesNotThrowAnyException();
        store.versioning = "Enabled";
        assertThat(media.delete(List.of(KEY))).isEmpty();
        assertThat(store.of(KEY)).isEmpty();
    }

    @Test
    void aKeyBucketThatKeepsVersionsRefusesTheStart() {
        var checks = new BucketChecks(plain(), store.bucket("keys"));
        assertThatThrownBy(checks::afterSingletonsInstantiated)
                .isInstanceOf(UnfitBucket.class)
                .hasMessageContaining("key bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"versions", "delete"})
    void aMediaBucketThatKeepsVersionsAndLetsNobodyDeleteThemRefusesTheStart(String refused) {
        store.refused.add(refused);
        var checks = new BucketChecks(media, plain());
        assertThatThrownBy(checks::afterSingletonsInstantiated)
                .isInstanceOf(UnfitBucket.class)
                .hasMessageContaining("media bucket");
    }

    @Test
    void aMediaBucketThatKeepsVersionsAndLetsThemBeDeletedIsFitAndKeepsNothingOfTheProbe() {
        new BucketChecks(media, plain()).afterSingletonsInstantiated();
        assertThat(store.everything()).isEmpty();
    }

    /** A bucket of the embedded store, which keeps no versions. */
    private static Bucket plain() {
        return TestStorage.bucket("plain");
    }
}
