package com.allvideomodels.billing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How Creem signs what it tells us and where it sends people back to (contract, Webhooks and Return URL). */
final class CreemSignature {

    private CreemSignature() {}

    /** Whether a webhook is Creem's: HMAC-SHA-256 of the body as it came, under the whole secret. */
    static boolean isGenuine(String signature, byte[] body, String secret) {
        return same(hmac(body, secret), signature);
    }

    /**
     * Whether an address of return is as Creem wrote it.
     *
     * @param parameters decoded, in the order of the address
     */
    static boolean isGenuine(List<Map.Entry<String, String>> parameters, String signature, String apiKey) {
        String signed = Stream.concat(
                        parameters.stream()
                                .filter(one -> !one.getKey().equals("signature"))
                                .filter(one -> !one.getValue().isEmpty()
                                        && !one.getValue().equals("null"))
                                .map(one -> one.getKey() + "=" + one.getValue()),
                        Stream.of("salt=" + apiKey))
                .collect(Collectors.joining("|"));
        return same(sha256(signed), signature);
    }

    private static boolean same(byte[] expected, String hex) {
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII),
                hex.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
