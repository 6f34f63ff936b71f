package com.allvideomodels.media;

import com.allvideomodels.storage.KeyRing;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** A key for each object, wrapped under the key of its day and then under that of its owner: both are needed to read it. */
@Component
class DataKeys {

    private static final int LENGTH = 32;

    private final KeyRing keys;

    DataKeys(KeyRing keys) {
        this.keys = keys;
    }

    byte[] fresh() {
        return Random.randBytes(LENGTH);
    }

    byte[] wrap(byte[] dataKey, Seal seal) throws IOException, GeneralSecurityException {
        return wrap(dataKey, seal, seal.dayKey());
    }

    /** @param dayKey the name of the inner key */
    byte[] wrap(byte[] dataKey, Seal seal, String dayKey) throws IOException, GeneralSecurityException {
        Aead day = keys.toWrap(dayKey);
        Aead subject = keys.toWrap(seal.subjectKey());
        return subject.encrypt(day.encrypt(dataKey, layer("day", seal)), layer("subject", seal));
    }

    byte[] unwrap(SealedObject object) throws IOException, GeneralSecurityException {
        Seal seal = object.seal();
        Aead subject = keys.toUnwrap(seal.subjectKey());
        Aead day = keys.toUnwrap(object.dayKey());
        return day.decrypt(subject.decrypt(object.wrappedKey(), layer("subject", seal)), layer("day", seal));
    }

    private static byte[] layer(String name, Seal seal) {
        byte[] bound = seal.associatedData();
        byte[] prefix = (name + "|").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[prefix.length + bound.length];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        System.arraycopy(bound, 0, whole, prefix.length, bound.length);
        return whole;
    }
}
