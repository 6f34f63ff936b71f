package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A prompt far beyond what any model takes, pasted into the composer. */
@Tag("long")
@BrowserTest
class LargeFormJourney {

    @Test
    void aMegabyteIsRefusedAtItsFieldAndKept(Browser browser) {
        Window window = browser.window(RunningProduct.url()).expecting("status of 422");
        Page page = paste(window, 1);
        page.locator("#prompt-error").waitFor();
        assertThat(page.inputValue("#prompt")).hasSize(1_000_000);
    }

    @Test
    void whatIsTooLargeForAFormGetsAPageOfOurs(Browser browser) {
        Window window = browser.window(RunningProduct.url()).expecting("status of 413");
        Page page = paste(window, 5);
        page.locator(".failing__code").waitFor();
        window.shot("too-large");
        assertThat(page.locator("main").innerText()).contains("413", "Nothing was changed");
    }

    private static Page paste(Window window, int megabytes) {
        Person.signedUp(window);
        Composer.opened(window).uses("luma-ray-flash-2").agrees();
        Page page = window.page();
        page.evaluate("size => { document.querySelector('#prompt').value = 'x'.repeat(size); }", megabytes * 1_000_000);
        // Five million characters take a browser some time to lay out.
        page.click(Composer.GENERATE, new Page.ClickOptions().setTimeout(60_000));
        return page;
    }
}
