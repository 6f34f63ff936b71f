package com.allvideomodels.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ProductTest
class SignerTests {

    private static final byte[] MESSAGE = "deleted".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Signer signer;

    @Autowired
    Bucket keyBucket;

    @Autowired
    MasterKeys masterKeys;

    @Test
    void anyoneWithThePublicKeyCanCheckASignature() throws Exception {
        byte[] key = Base64.getDecoder().decode(signer.publicKey());
        var check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        check.update(MESSAGE);
        assertThat(check.verify(signer.sign(MESSAGE))).isTrue();
    }

    @Test
    void everyNodeSignsWithTheSameKeyAndNothingElsePasses() throws Exception {
        var other = TestStorage.signer(keyBucket, masterKeys);
        byte[] signature = other.sign(MESSAGE);
        assertThat(signer.verify(MESSAGE, signature)).isTrue();
        signature[3] ^= 1;
        assertThat(signer.verify(MESSAGE, signature)).isFalse();
        assertThat(signer.verify(new byte[] {1}, other.sign(MESSAGE))).isFalse();
        assertThat(signer.verify(MESSAGE, new byte[3])).isFalse();
    }

    @Test
    void aNewKeySignsOnEveryNodeWithinAMinuteAndWhatEarlierOnesSignedStaysValid() throws Exception {
        Bucket bucket = TestStorage.bucket("keys-of-signers-" + UUID.randomUUID());
        var clock = new TestClock();
        var here = new Signer(bucket, masterKeys, clock);
        var there = new Signer(bucket, masterKeys, clock);
        byte[] old = there.sign(MESSAGE);
        String first = here.key().id();
        String next = here.nextName();
        here.add(next);
        here.add(next);
        assertThat(here.keys()).as("made once").hasSize(2);
        assertThat(here.key().id()).isNotEqualTo(first);
        assertThat(here.verify(MESSAGE, old)).isTrue();
        assertThat(here.signedBy(MESSAGE, old).orElseThrow().id()).isEqualTo(first);
        byte[] fresh = here.sign(MESSAGE);
        clock.advance(Duration.ofSeconds(11));
        assertThat(there.verify(MESSAGE, fresh)).as("another node looks again").isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(there.key().id()).isEqualTo(here.key().id());
    }
}
