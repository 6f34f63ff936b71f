package com.allvideomodels.storage;

import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The master key, which wraps day keys and subject keys in the key bucket.
 *
 * @param master 32 bytes in base64
 * @param masterId stored with what the key wraps; a new key needs a new id
 * @param previous master keys by their ids, for reading what they wrapped
 */
@ConfigurationProperties("keys")
@Validated
record KeySettings(
        @NotBlank String master,
        @DefaultValue("1") String masterId,
        @DefaultValue Map<String, String> previous) {

    @Override
    public String toString() {
        return "keys, master " + masterId;
    }
}
