package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Bringing files, with scripts and without, over a real line. */
@BrowserTest
class UploadsJourney {

    @Test
    @Clause({"collect.input", "retain.input"})
    void filesArriveEachWithItsAnswer(Browser browser) throws IOException {
        Window window = browser.window(RunningProduct.url()).expecting("422");
        Page page = window.page();
        Person person = Person.signedUp(window);
        window.open("/uploads");
        window.scan();
        window.shot("uploads-empty");

        byte[] photo = TestMedia.jpeg(1600, 900);
        page.setInputFiles("input[type=file]", new FilePayload[] {
            new FilePayload("holiday 海.jpg", "image/jpeg", photo),
            new FilePayload("clip.mp4", "video/mp4", TestMedia.mp4(12, 1280, 720)),
            new FilePayload("drawing.png", "image/png", "<svg/>".getBytes(StandardCharsets.UTF_8))
        });
        page.waitForSelector("[data-bad]");
        assertThat(page.locator("[data-bad]").innerText()).contains("no picture or video that we can read");
        page.waitForFunction("() => document.querySelectorAll('.upload').length == 2");
        window.shot("uploads-refused");
        page.waitForFunction("() => [...document.querySelectorAll('.upload img')].every(i => i.naturalWidth > 0)");
        Download download = page.waitForDownload(
                () -> page.locator(".upload__still[aria-label*='holiday']").click());
        assertThat(download.suggestedFilename()).isEqualTo("holiday 海.jpg");
        assertThat(Files.readAllBytes(download.path())).isEqualTo(photo);
        for (Look look : Look.all()) {
            Window other = browser.window(RunningProduct.url(), look);
            person.signIn(other);
            other.open("/uploads");
            other.page()
                    .waitForFunction(
                            "() => [...document.querySelectorAll('.upload img')].every(i => i.complete || i.loading == 'lazy')");
            other.fits();
            other.scan();
            other.shot("uploads");
        }

        page.locator(".upload button").first().click();
        page.waitForURL("**/uploads");
        assertThat(page.locator(".upload").count()).isEqualTo(1);
    }

    @Test
    void filesArriveWithoutScripts(Browser browser) {
        Window window = browser.window(RunningProduct.url(), Look.WIDE.withoutScripts());
        Page page = window.page();
        Person.signedUp(window);
        window.open("/uploads");
        page.setInputFiles("input[type=file]", new FilePayload[] {
            new FilePayload("photo.jpg", "image/jpeg", TestMedia.jpegWithExif(1600, 900)),
            new FilePayload("drawing.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8))
        });
        page.click("main .drop button");
        assertThat(page.locator(".upload").count()).isEqualTo(1);
        assertThat(page.locator("#files-error").innerText()).contains("drawing.svg");
        window.shot("uploads-refused");
    }
}
