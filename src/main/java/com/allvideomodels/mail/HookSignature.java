package com.allvideomodels.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a call to our address comes from Resend: https://docs.svix.com/receiving/verifying-payloads/how-manual (2026-11). */
final class HookSignature {

    /** Older or younger ones may be replays. */
    static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final String PREFIX = "whsec_";

    private final byte[] key;

    /** @throws IllegalArgumentException if the secret is not one */
    HookSignature(String secret) {
        this.key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    }

    /** @param signatures several while the secret is being changed, separated by spaces */
    boolean isGenuine(String id, String timestamp, String signatures, byte[] body, Instant now) {
        Optional<Instant> at = instant(timestamp);
        if (at.isEmpty() || Duration.between(at.get(), now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        return Stream.of(signatures.split(" "))
                .map(one -> MessageDigest.isEqual(expected, one.getBytes(StandardCharsets.UTF_8)))
                .reduce(false, Boolean::logicalOr);
    }

    private static Optional<Instant> instant(String seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    String sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
