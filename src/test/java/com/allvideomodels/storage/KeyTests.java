package com.allvideomodels.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.google.crypto.tink.subtle.Random;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The keys that wrap keys. */
class KeyTests {

    private final TestClock clock = new TestClock();
    private final Bucket keyBucket = keyBucket();

    private static Bucket keyBucket() {
        var store = TestInfrastructure.store();
        var bucket = new Bucket(
                TestStorage.client(store.endpoint(), store.accessKey(), store.secretKey()), "keys-of-key-tests");
        bucket.createUnlessThere();
        return bucket;
    }

    private static byte[] bytes(int length) {
        return Random.randBytes(length);
    }

    @Test
    void nodesThatMakeAKeyAtOnceGetTheSame() throws Exception {
        var masters = new MasterKeys(new KeySettings("bG9jYWwtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=", "1", Map.of()));
        String name = "subject/" + UUID.randomUUID();
        byte[] text = {1, 2, 3};
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<byte[]> node =
                    () -> new KeyRing(keyBucket, masters, clock).toWrap(name).encrypt(text, text);
            var made = nodes.invokeAll(java.util.Collections.nCopies(8, node));
            for (var one : made) {
                assertThat(new KeyRing(keyBucket, masters, clock).toUnwrap(name).decrypt(one.get(), text))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void aNewMasterKeyReadsWhatThePreviousOneWrapped() throws Exception {
        String old = "bG9jYWwtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=";
        String fresh = java.util.Base64.getEncoder().encodeToString(bytes(32));
        byte[] key = bytes(32);
        byte[] wrapped = new MasterKeys(new KeySettings(old, "1", Map.of())).wrap(key, "day/x");
        var rotated = new MasterKeys(new KeySettings(fresh, "2", Map.of("1", old)));
        assertThat(rotated.unwrap(wrapped, "day/x")).isEqualTo(key);
        assertThatThrownBy(() -> rotated.unwrap(wrapped, "day/y"))
                .isInstanceOf(java.security.GeneralSecurityException.class);
        assertThatThrownBy(() -> new MasterKeys(new KeySettings(fresh, "2", Map.of())).unwrap(wrapped, "day/x"))
                .hasMessageContaining("keys.previous");
    }
}
