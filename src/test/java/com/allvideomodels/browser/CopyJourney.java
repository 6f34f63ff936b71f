package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.rights.OpenedCopy;
import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person sees everything that is held about them, orders a copy, fetches it and opens it. */
@BrowserTest
@Tag("long")
class CopyJourney {

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "zh-CN"})
    @Clause({"right.access", "right.portability"})
    void aCopyOfEverythingIsOrderedFetchedAndOpened(String language, Browser browser) throws IOException {
        boolean english = language.equals("en-US");
        byte[] photo = TestMedia.jpeg(800, 600);
        Window window = browser.window(RunningProduct.url(), Look.WIDE.speaking(language));
        Page page = window.page();
        Person person = Person.signedUp(window).brings(new FilePayload("holiday.jpg", "image/jpeg", photo));
        look(browser, person, language);
        window.open("/privacy/centre");
        assertThat(page.locator("h1").innerText()).isEqualTo(english ? "Privacy centre" : "隐私中心");
        assertThat(page.locator("#held-upload summary").innerText()).contains(english ? "Uploaded" : "上传");
        page.locator("#held-upload summary").click();
        assertThat(page.locator("#held-upload").innerText()).contains(english ? "30 days" : "30 天");
        window.scan();

        page.click("form[action='/privacy/exports'] button");
        await().pollInSameThread()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    window.open("/privacy/centre");
                    return page.locator("a[download]").count() == 1;
                });
        window.scan();
        window.shot("centre-ready");
        Download download =
                page.waitForDownload(() -> page.locator("a[download]").click());
        assertThat(download.suggestedFilename()).matches("allvideomodels-\\d{4}-\\d\\d-\\d\\d\\.zip");
        try (var zip = Files.newInputStream(download.path())) {
            OpenedCopy copy = OpenedCopy.of(zip);
            assertThat(copy.text("README.txt")).startsWith(english ? "A copy of your data" : "您的数据副本");
            assertThat(copy.rows("account"))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("email", person.address()));
            assertThat(copy.files().entrySet())
                    .filteredOn(one -> one.getKey().startsWith("media/uploads/holiday-"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.getValue()).isEqualTo(photo));
        }
    }

    private static void look(Browser browser, Person person, String language) {
        for (Look look : Look.all()) {
            Window other = browser.window(RunningProduct.url(), look.speaking(language));
            person.signIn(other);
            other.open("/privacy/centre");
            other.fits();
            other.scan();
            other.shot("centre");
        }
    }
}
