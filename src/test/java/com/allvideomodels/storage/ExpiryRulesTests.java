package com.allvideomodels.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store's own rules, as a second line. */
@Clause("erase.secure")
class ExpiryRulesTests {

    private final VersionedStore store = new VersionedStore();
    private final Bucket media = store.bucket("media");

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachPrefixExpiresAfterItsDaysAndPartsAfterTheirs() throws IOException {
        media.expire(Map.of("output/", 9, "upload/", 32), 1);
        assertThat(store.rules())
                .hasSize(3)
                .allMatch(rule -> rule.contains("<Status>Enabled</Status>"))
                .anyMatch(rule -> rule.contains("<Prefix>output/</Prefix>") && rule.contains("<Days>9</Days>"))
                .anyMatch(rule -> rule.contains("<Prefix>upload/</Prefix>") && rule.contains("<Days>32</Days>"))
                .anyMatch(rule -> rule.contains("<DaysAfterInitiation>1</DaysAfterInitiation>"));
    }

    @Test
    void settingThemAgainChangesNothingAndRulesOfOthersStay() throws IOException {
        String theirs = "<Rule><ID>logs</ID><Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status>"
                + "<Expiration><Days>3</Days></Expiration></Rule>";
        store.rule(theirs);
        media.expire(Map.of("output/", 9), 1);
        media.expire(Map.of("output/", 8), 1);
        assertThat(store.rules())
                .hasSize(3)
                .anyMatch(rule -> rule.contains("<ID>logs</ID>") && rule.contains("<Days>3</Days>"))
                .anyMatch(rule -> rule.contains("<Days>8</Days>"))
                .noneMatch(rule -> rule.contains("<Days>9</Days>"));
    }

    @Test
    void aStoreThatRefusesThemSaysSo() {
        store.refused.add("lifecycle");
        assertThatThrownBy(() -> media.expire(Map.of("output/", 9), 1)).isInstanceOf(IOException.class);
    }
}
