package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** The page of one video: waiting for it, playing it, taking it away. */
final class Footage {

    private static final double PATIENCE = 90_000;

    private final Page page;

    private Footage(Page page) {
        this.page = page;
    }

    /** On the page that is open, once the video is there; the page itself finds out. */
    static Footage awaited(Window window) {
        window.page().locator("#whole").waitFor();
        window.page().locator("video.detail__video").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
        return new Footage(window.page());
    }

    Footage playsAndSeeks() {
        page.evaluate("() => { const v = document.querySelector('video'); v.muted = true; return v.play(); }");
        page.waitForFunction("() => document.querySelector('video').currentTime > 0.3");
        assertThat(((Number) page.evaluate("() => document.querySelector('video').duration")).doubleValue())
                .isGreaterThan(3);
        page.evaluate("() => { document.querySelector('video').currentTime = 3; }");
        page.waitForFunction(
                "() => { const v = document.querySelector('video'); return !v.seeking && v.currentTime >= 3 && v.readyState >= 2; }");
        return this;
    }

    Footage downloads() throws IOException {
        Download file = page.waitForDownload(() -> page.click("a.button--primary[download]"));
        byte[] head = Files.readAllBytes(file.path());
        assertThat(head.length).isGreaterThan(10_000);
        assertThat(new String(head, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        return this;
    }

    /** What the page says of one fact, for instance the seed. */
    String fact(String name) {
        return page.locator("dt:text-is('" + name + "') + dd").innerText();
    }
}
