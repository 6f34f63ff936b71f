package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.VersionedStore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The store's rules never come before ours, and never to what is held. */
@ProductTest
@Clause({"erase.secure", "hold.exceptions"})
class StoreBackstopTests {

    @Autowired
    MediaSettings settings;

    private final VersionedStore store = new VersionedStore();
    private final Bucket bucket = store.bucket("media");

    @AfterEach
    void close() {
        store.close();
    }

    private MediaSettings settings(boolean rules) {
        return new MediaSettings(
                settings.ffmpeg(),
                settings.ffprobe(),
                settings.staleAfter(),
                rules,
                settings.uploads(),
                settings.child());
    }

    @Test
    void everyClassOfMediaExpiresLaterThanWePromiseAndSoonAfter() {
        new StoreBackstop(bucket, settings(true)).set();
        for (MediaClass kind : MediaClass.values()) {
            long promised = switch (kind) {
                case OUTPUT, EXPORT -> 7;
                case ATTACHMENT -> 120;
                case UPLOAD, PREPARED, POSTER -> settings.uploads().lifetime().toDays();
            };
            assertThat(store.rules())
                    .filteredOn(rule -> rule.contains("<Prefix>" + kind.prefix() + "</Prefix>"))
                    .singleElement()
                    .satisfies(rule -> assertThat(days(rule)).isBetween(promised + 1, promised + 2));
        }
    }

    @Test
    void whatIsHeldLiesWhereNoRuleOfTheStoreReaches() {
        new StoreBackstop(bucket, settings(true)).set();
        assertThat(store.rules())
                .filteredOn(rule -> rule.contains("<Expiration>"))
                .isNotEmpty()
                .noneMatch(rule -> rule.contains("<Prefix></Prefix>")
                        || rule.contains("<Prefix/>")
                        || rule.contains("<Prefix>" + Safekeeping.PREFIX));
    }

    @Test
    void aStoreThatTakesNoRulesStopsNothing() {
        store.refused.add("lifecycle");
        assertThatCode(new StoreBackstop(bucket, settings(true))::set).doesNotThrowAnyException();
    }

    @Test
    void noneAreSetWhereTheyAreNotWanted() {
        new StoreBackstop(bucket, settings(false)).set();
        assertThat(store.rules()).isEmpty();
    }

    private static long days(String rule) {
        var found = Pattern.compile("<Days>(\\d+)</Days>").matcher(rule);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
