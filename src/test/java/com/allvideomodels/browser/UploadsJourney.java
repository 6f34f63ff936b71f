package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bringing files, with scripts and without, over a real line. */
@BrowserTest
class UploadsJourney {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String PASSWORD = "correct horse battery staple 7";

    @Test
    @Clause({"collect.input", "retain.input"})
    void filesArriveEachWithItsAnswer(Browser browser) throws IOException {
        Window window = browser.window(RunningProduct.url()).expecting("422");
        Page page = window.page();
        String person = signUp(window);
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
            signIn(other, person);
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
        signUp(window);
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

    /** @return the name to sign in with */
    private static String signUp(Window window) {
        Page page = window.page();
        String name = "walker" + UUID.randomUUID().toString().substring(0, 8);
        window.open("/sign-up");
        page.fill("[name=year]", "1990");
        page.selectOption("[name=month]", "4");
        page.fill("[name=day]", "12");
        page.click("main form .button--primary");
        page.fill("[name=name]", "Wen Walker");
        page.fill("[name=email]", name + "@example.com");
        page.fill("[name=username]", name);
        page.fill("[name=password]", PASSWORD);
        page.check("[name=policy]");
        page.check("[name=transfer]");
        page.click("main form .button--primary");
        page.navigate(link(name + "@example.com", page));
        if (page.locator("main form .button--primary").count() > 0) {
            page.click("main form .button--primary");
        }
        signIn(window, name);
        return name;
    }

    private static void signIn(Window window, String name) {
        window.open("/sign-in");
        if (window.path().equals("/sign-in")) {
            window.page().fill("[name=name]", name);
            window.page().fill("[name=password]", PASSWORD);
            window.page().click("main form .button--primary");
        }
    }

    private static String link(String address, Page page) {
        JsonNode letters = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> JSON.readTree(page.request()
                                .get(RunningProduct.url() + "/local/mailbox.json?to=" + address)
                                .text()),
                        found -> found.isArray() && !found.isEmpty());
        Matcher link = LINK.matcher(letters.get(0).path("text").asString(""));
        assertThat(link.find()).as("a link in the letter").isTrue();
        return link.group();
    }
}
