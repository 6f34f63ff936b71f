package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;

/**
 * An object in the vault.
 *
 * @param size of the plain bytes
 * @param sha256 of the plain bytes, lower-case hexadecimal
 * @param deadline the UTC instant from which it is refused and destroyed
 */
public record Stored(
        MediaId id,
        AccountId owner,
        MediaClass kind,
        String contentType,
        long size,
        String sha256,
        Instant createdAt,
        Instant deadline) {}
