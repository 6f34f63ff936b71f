package com.allvideomodels.generation;

import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.RenderReported;
import com.allvideomodels.web.Operator;
import com.allvideomodels.web.SecretLinks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where providers ring. A ring is never believed: it makes the task due now, and the provider is asked. Only hashes of tokens are kept. */
@Component
class Doorbell implements SecretLinks {

    private final SecureRandom random = new SecureRandom();
    private final Line line;
    private final Operator operator;
    private final GenerationSettings settings;

    Doorbell(Line line, Operator operator, GenerationSettings settings) {
        this.line = line;
        this.operator = operator;
        this.settings = settings;
    }

    /** For one claim; the tokens of what it takes follow from it and from nothing that is stored. */
    String freshSecret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String token(String secret, UUID generation) {
        return sha256(secret + generation);
    }

    /** Nothing where providers are not told. */
    @Nullable
    URI address(ProviderApi api, String token) {
        return settings.doorbell() ? URI.create(operator.address("/hooks/" + api.slug() + "/" + token)) : null;
    }

    @EventListener
    void on(RenderReported ring) {
        line.rung(ring.api(), sha256(ring.token()));
    }

    /** Tasks that run are looked at in their rhythm without a ring, so no result is lost. */
    @Override
    public int endAll() {
        return line.forgetCallbacks();
    }

    static String sha256(String words) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
