package com.allvideomodels.provider.pika;

import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.RingCheck;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a call to our address is fal's: an Ed25519 signature over ids, time and the hash of the raw body. */
@Component
class FalSignature implements RingCheck {

    /** Older and younger calls are refused. */
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    /** What makes an X.509 public key of 32 raw bytes (RFC 8410). */
    private static final byte[] X509_START = HexFormat.of().parseHex("302a300506032b6570032100");

    private final FalKeys keys;
    private final InstantSource clock;

    FalSignature(FalKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.PIKA;
    }

    @Override
    public Verdict check(Function<String, @Nullable String> headers, byte[] body) {
        var signature = hex(headers.apply("X-Fal-Webhook-Signature"));
        var timestamp = headers.apply("X-Fal-Webhook-Timestamp");
        if (signature == null || timestamp == null || !recent(timestamp)) {
            return Verdict.FORGED;
        }
        var message = String.join(
                "\n",
                word(headers, "X-Fal-Webhook-Request-Id"),
                word(headers, "X-Fal-Webhook-User-Id"),
                timestamp,
                HexFormat.of().formatHex(sha256(body)));
        return verdict(message.getBytes(StandardCharsets.UTF_8), signature);
    }

    private Verdict verdict(byte[] message, byte[] signature) {
        if (anyMade(keys.keys(), message, signature)) {
            return Verdict.GENUINE;
        }
        var newer = keys.newerKeys();
        if (newer.isEmpty()) {
            return Verdict.UNDECIDED;
        }
        return anyMade(newer, message, signature) ? Verdict.GENUINE : Verdict.FORGED;
    }

    private static boolean anyMade(List<byte[]> keys, byte[] message, byte[] signature) {
        return keys.stream().anyMatch(key -> made(key, message, signature));
    }

    private static boolean made(byte[] key, byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(x509(key)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException badSignatureOrKey) {
            return false;
        }
    }

    private static X509EncodedKeySpec x509(byte[] raw) {
        byte[] encoded = new byte[X509_START.length + raw.length];
        System.arraycopy(X509_START, 0, encoded, 0, X509_START.length);
        System.arraycopy(raw, 0, encoded, X509_START.length, raw.length);
        return new X509EncodedKeySpec(encoded);
    }

    private boolean recent(String timestamp) {
        try {
            var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
            return apart.abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    private static String word(Function<String, @Nullable String> headers, String name) {
        var value = headers.apply(name);
        return value == null ? "" : value;
    }

    private static byte @Nullable [] hex(@Nullable String text) {
        try {
            return text == null || text.length() != 128 ? null : HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException garbled) {
            return null;
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
