package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Operator;
import com.allvideomodels.web.SecretLinks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Links of 256 random bits, of which only a hash is stored: who reads the table cannot fetch anything. */
@Component
class RecordedLinks implements ProviderLinks, SecretLinks {

    static final String PATH = "/provider-media/";

    private final LinkRows rows;
    private final MediaVault vault;
    private final Operator operator;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RecordedLinks(LinkRows rows, MediaVault vault, Operator operator, InstantSource clock) {
        this.rows = rows;
        this.vault = vault;
        this.operator = operator;
        this.clock = clock;
    }

    @Override
    public URI make(AccountId owner, MediaId media, UUID task, String provider, Instant until) {
        Stored stored = vault.find(owner, media).orElseThrow(() -> new IllegalArgumentException("no such object"));
        Instant end = until.isBefore(stored.deadline()) ? until : stored.deadline();
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        var link = new LinkRows.Link(UUID.randomUUID(), owner, media, end, null);
        rows.add(link, hash(token), task, provider, clock.instant());
        return URI.create(operator.address(PATH + token));
    }

    @Override
    public void revoke(UUID task) {
        rows.revoke(task, clock.instant());
    }

    /** A provider that has not fetched yet fails, and its task with it, which costs nobody anything. */
    @Override
    public int endAll() {
        return rows.revokeAll(clock.instant());
    }

    Optional<LinkRows.Link> find(String token) {
        return rows.find(hash(token));
    }

    /** What a link leads to, while it works. */
    Optional<Stored> target(LinkRows.Link link) {
        return link.worksAt(clock.instant()) ? vault.find(link.owner(), link.media()) : Optional.empty();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
