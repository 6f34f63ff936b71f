package com.allvideomodels.retention;

import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says of a receipt that somebody brings whether it is one of ours. {@code docs/VerifyReceipt.java} does the same without us. */
@Component
class ReceiptCheck {

    private static final Pattern DOCUMENT =
            Pattern.compile("\\{\"receipt\":(\\{.*\\}),\"signature\":\"([A-Za-z0-9+/=]+)\"\\}", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    private final Signer signer;
    private final ReceiptRows rows;

    ReceiptCheck(Signer signer, ReceiptRows rows) {
        this.signer = signer;
        this.rows = rows;
    }

    /** What came of a check. */
    sealed interface Verdict {

        /** It is ours, word for word, and what it says is in {@code says}; or of somebody who had a key that we have replaced. */
        record Genuine(JsonNode says, Chain chain) implements Verdict {}

        /** It looks like a receipt, but these words were never signed by us. */
        record Forged() implements Verdict {}

        /** It does not look like a receipt. */
        record Unreadable() implements Verdict {}
    }

    /** How a genuine receipt stands in the chain. */
    enum Chain {
        /** We have the same one at its place. */
        IN_PLACE,
        /** We do not keep that one any more, or not here. */
        NOT_KEPT,
        /** Nor is it, and it was signed with a key that has been replaced, so it may be of others who have that key. */
        NOT_KEPT_OF_REPLACED_KEY,
        /** We have another one at its place, which must never be. */
        ANOTHER
    }

    Verdict check(String document) throws IOException {
        Matcher parts = DOCUMENT.matcher(withoutWhiteSpace(document));
        if (!parts.matches()) {
            return new Verdict.Unreadable();
        }
        String body = parts.group(1);
        Optional<byte[]> signature = decoded(parts.group(2));
        Optional<SigningKey> key = signature.isEmpty()
                ? Optional.empty()
                : signer.signedBy(body.getBytes(StandardCharsets.UTF_8), signature.get());
        if (key.isEmpty()) {
            return new Verdict.Forged();
        }
        try {
            JsonNode says = JSON.readTree(body);
            return ReceiptText.FORMAT.equals(says.path("format").asString(""))
                    ? new Verdict.Genuine(says, chain(says, body, key.get()))
                    : new Verdict.Unreadable();
        } catch (JacksonException e) {
            return new Verdict.Unreadable();
        }
    }

    private Chain chain(JsonNode says, String body, SigningKey key) throws IOException {
        Chain withoutOurs = key.id().equals(signer.key().id()) ? Chain.NOT_KEPT : Chain.NOT_KEPT_OF_REPLACED_KEY;
        return rows.hasLink(says.path("number").asLong(0), Receipt.hash(body))
                .map(same -> same ? Chain.IN_PLACE : Chain.ANOTHER)
                .orElse(withoutOurs);
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it was signed, whatever an editor made of its lines. */
    static String withoutWhiteSpace(String json) {
        var text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char one = json.charAt(i);
            if (one == '"' && (i == 0 || json.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            }
            if (quoted || !Character.isWhitespace(one) && one != '\ufeff') {
                text.append(one);
            }
        }
        return text.toString();
    }
}
