package com.allvideomodels.storage;

import com.allvideomodels.storage.MasterWrapped.Wrapping;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Wraps what lies in the key bucket. What it wraps carries the id of the master key, so that a new one can take over. */
@Component
public class MasterKeys {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);
    private static final String FORMAT = "1";
    private static final int LENGTH = 32;

    private final String current;
    private final Map<String, Aead> byId = new HashMap<>();

    MasterKeys(KeySettings settings) {
        this.current = settings.masterId();
        settings.previous().forEach((id, key) -> byId.put(id, aead(id, key)));
        byId.put(current, aead(current, settings.master()));
    }

    /** @param name of the object that will hold it; one wrapped key cannot stand in for another */
    public byte[] wrap(byte[] key, String name) throws GeneralSecurityException {
        Aead master = byId.get(current);
        if (master == null) {
            throw new GeneralSecurityException("no master key");
        }
        byte[] wrapped = master.encrypt(key, context(current, name));
        String text = FORMAT + "\n" + current + "\n" + Base64.getEncoder().encodeToString(wrapped) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public byte[] unwrap(byte[] object, String name) throws GeneralSecurityException {
        String[] lines = new String(object, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length < 3 || !lines[0].equals(FORMAT)) {
            throw new GeneralSecurityException("not a wrapped key");
        }
        Aead master = byId.get(lines[1]);
        if (master == null) {
            throw new GeneralSecurityException(
                    "wrapped by the master key '" + lines[1] + "': add it under keys.previous");
        }
        return master.decrypt(decoded(lines[2]), context(lines[1], name));
    }

    /** The id of the master key that new things are wrapped by. */
    public String current() {
        return current;
    }

    /** Whether this is something that a master key other than the current one has wrapped. */
    boolean isOld(byte[] object) {
        String[] lines = new String(object, StandardCharsets.UTF_8).split("\n", -1);
        return lines.length == 4 && lines[0].equals(FORMAT) && !lines[1].equals(current);
    }

    /** Puts one thing in the place of another. */
    @FunctionalInterface
    public interface Replacement {

        /** @return whether the other was still there, word for word; if not, nothing was changed */
        boolean put(byte[] anew) throws IOException;
    }

    /**
     * Wraps a thing by the current master key, if another has wrapped it.
     *
     * @param name as of {@link #wrap}
     * @param replacement must not write where the thing is not there any more: a key that was destroyed meanwhile would come back
     */
    public Wrapping wrapAnew(byte[] object, String name, Replacement replacement) throws IOException {
        if (!isOld(object)) {
            return Wrapping.NOTHING_TO_DO;
        }
        try {
            return replacement.put(wrap(unwrap(object, name), name)) ? Wrapping.ANEW : Wrapping.NOTHING_TO_DO;
        } catch (GeneralSecurityException e) {
            LOG.error("{} cannot be wrapped anew: {}", name, e.getMessage());
            return Wrapping.UNREADABLE;
        }
    }

    private static byte[] decoded(String text) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not a wrapped key", e);
        }
    }

    private static byte[] context(String masterId, String name) {
        return (FORMAT + "|" + masterId + "|" + name).getBytes(StandardCharsets.UTF_8);
    }

    private static Aead aead(String id, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length != LENGTH) {
                throw new IllegalStateException("The master key '" + id + "' must be 32 bytes in base64");
            }
            return new AesGcmJce(key);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalStateException("The master key '" + id + "' must be 32 bytes in base64", e);
        }
    }
}
