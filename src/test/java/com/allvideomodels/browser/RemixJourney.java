package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.RunningProduct;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once more, and not the same: words and settings are kept, the seed is not. */
@Tag("long")
@BrowserTest
class RemixJourney {

    @Test
    void aRemixIsASecondVideoWithTheSameSettings(Browser browser) {
        Window window = browser.window(RunningProduct.url());
        Person.signedUp(window);
        String prompt = "A kite over the dunes " + UUID.randomUUID();
        UUID first = Composer.opened(window)
                .writes(prompt)
                .uses("seedance-1-0-lite-text")
                .sets("resolution", "480p")
                .fills("duration", "7")
                .fills("seed", "4711")
                .agrees()
                .generates();
        assertThat(Footage.awaited(window).fact("Seed")).isEqualTo("4711");

        window.page().click("a[href*='remix=']");
        Composer again = Composer.on(window);
        assertThat(again.prompt()).isEqualTo(prompt);
        assertThat(window.page().isChecked("#model-seedance-1-0-lite-text")).isTrue();
        assertThat(window.page().isChecked("#setting-resolution-480p")).isTrue();
        assertThat(again.valueOf("duration")).isEqualTo("7");
        assertThat(again.valueOf("seed")).isEmpty();
        UUID second = again.generates();
        Footage.awaited(window);

        assertThat(second).isNotEqualTo(first);
        assertThat(RunningProduct.sandboxes().volcengine().created(prompt)).isEqualTo(2);
        assertThat(Entries.of(window).spent()).hasSize(2).doesNotContain(0L);
    }
}
