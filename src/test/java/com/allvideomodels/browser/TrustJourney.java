package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.running.OwnProduct;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person watches a video go: the countdown, the end, the receipt, and the check of it without us. The clock is moved on the page that
 * people use for it. The store is this application's alone, so its auditor judges all of it.
 */
@BrowserTest
@Tag("long")
class TrustJourney {

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.with(
            launch -> launch.with("storage.bucket", "trust-media").with("storage.key-bucket", "trust-keys"));

    private static final String MODEL = "luma-ray-flash-2";
    private static final String VERIFIER = "docs/VerifyReceipt.java";

    @TempDir
    static Path folder;

    @Test
    @Clause({"retain.output", "retain.input", "erase.secure", "retain.provider-copies"})
    void aVideoGoesAndLeavesAReceiptThatAnyoneCanCheck(Browser browser) throws Exception {
        Window window = browser.window(PRODUCT.url());
        Page page = window.page();
        Person.signedUp(window).brings(new FilePayload("holiday.jpg", "image/jpeg", TestMedia.jpeg(1200, 800)));
        UUID video = made(window);
        assertThat(page.locator(".detail__left").innerText()).contains("days left");
        window.open("/privacy/receipts");
        assertThat(page.locator("main").innerText()).contains("None yet");
        window.scan();

        goesAtItsEnd(window, video);
        hasGoneAndSaysSo(window, video);
        String receipt = taken(window);
        isOnTheListOfReceipts(window);
        isGenuineOnThePage(window, receipt);
        String key = nothingIsOverdue(window);
        isGenuineWithoutUs(key, receipt);
    }

    private static UUID made(Window window) {
        UUID video = Composer.opened(window)
                .writes("A lantern goes out " + UUID.randomUUID())
                .uses(MODEL)
                .agrees()
                .generates();
        Footage.awaited(window);
        return video;
    }

    private static void goesAtItsEnd(Window window, UUID video) {
        Page page = window.page();
        window.open("/local/clock");
        window.scan();
        window.shot("clock");
        page.locator("li:has(a[href='/generations/" + video + "']) button").click();
        String happened = page.locator(".clock__happened").innerText();
        assertThat(happened).contains("1 × output", "number 1", "0 overdue, the oldest by 0 s; 0 orphans, 0 missing");
        assertThat(page.locator(".clock__now")
                        .locator("xpath=following-sibling::p")
                        .innerText())
                .contains("the real time and ");
        window.scan();
        window.shot("clock-moved");
    }

    private static void hasGoneAndSaysSo(Window window, UUID video) {
        Page page = window.page();
        window.open("/generations/" + video);
        assertThat(page.locator("video").count()).isZero();
        assertThat(page.locator("#ending").innerText())
                .contains("Destroyed on", "The independent audit looked and found nothing of it", "Receipt number 1");
        window.scan();
        window.shot("video-gone");
    }

    /** From the video's page, as a file. */
    private static String taken(Window window) throws IOException {
        Page page = window.page();
        page.click("#ending a");
        assertThat(window.path()).startsWith("/trust/receipts/");
        assertThat(page.locator("main").innerText())
                .contains("Its time was over", "Luma", "Absence seen by the auditor");
        window.scan();
        window.shot("receipt");
        Download file = page.waitForDownload(() -> page.click("main .button--primary"));
        assertThat(file.suggestedFilename()).isEqualTo("receipt-1.json");
        return Files.readString(file.path());
    }

    private static void isOnTheListOfReceipts(Window window) {
        window.open("/privacy/receipts");
        assertThat(window.page().locator("main tbody tr").innerText()).contains("Generated videos", "Number 1");
        window.scan();
        window.shot("receipts");
    }

    private static void isGenuineOnThePage(Window window, String receipt) {
        Page page = window.page();
        window.open("/trust/receipt");
        window.scan();
        page.setInputFiles(
                "#file",
                new FilePayload("receipt-1.json", "application/json", receipt.getBytes(StandardCharsets.UTF_8)));
        page.waitForFunction("() => document.querySelector('#receipt').value.startsWith('{')");
        page.click("main form .button--primary");
        assertThat(page.locator("main [role=status]").innerText())
                .contains("Genuine: we signed exactly this", "It stands at its place");
        window.scan();
        window.shot("receipt-genuine");

        page.fill("#receipt", changed(receipt));
        page.click("main form .button--primary");
        assertThat(page.locator("main [role=status]").innerText()).contains("Not genuine");
        window.scan();
        window.shot("receipt-forged");
    }

    /** @return the public key */
    private static String nothingIsOverdue(Window window) {
        Page page = window.page();
        window.open("/trust");
        assertThat(page.locator("main").innerText()).contains("Nothing is overdue");
        assertThat(page.locator("dt:text-is('Oldest video stored') + dd").innerText())
                .isEqualTo("None");
        assertThat(page.locator("dt:text-is('Oldest upload stored') + dd").innerText())
                .contains("7 days");
        window.scan();
        window.shot("trust");
        return page.locator("dt:has-text('Public key') + dd code").innerText();
    }

    private static void isGenuineWithoutUs(String key, String receipt) throws Exception {
        assertThat(Files.readString(Path.of(VERIFIER))).as("it asks nobody").doesNotContain("java.net");
        Path genuine = Files.writeString(folder.resolve("receipt.json"), receipt);
        Path forged = Files.writeString(folder.resolve("forged.json"), changed(receipt));
        assertThat(script(key, genuine)).isZero();
        assertThat(script(key, forged)).isEqualTo(1);
    }

    /** One letter. */
    private static String changed(String receipt) {
        String changed = receipt.replaceFirst("retain.output", "retain.outpux");
        assertThat(changed).isNotEqualTo(receipt);
        return changed;
    }

    private static int script(String key, Path receipt) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        VERIFIER,
                        key,
                        receipt.toString())
                .inheritIO()
                .start();
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return java.exitValue();
    }
}
