package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one made is found again, taken away in one file, and deleted. */
@Tag("long")
@BrowserTest
class HistoryJourney {

    private static final String LUMA = "luma-ray-flash-2";
    private static final String SEEDANCE = "seedance-1-0-lite-text";

    @Test
    void videosAreFoundDownloadedTogetherAndDeletedTogether(Browser browser) throws IOException {
        Window window = browser.window(RunningProduct.url()).expecting("status of 404");
        Page page = window.page();
        Person.signedUp(window);
        UUID owl = made(window, LUMA, "An owl on a fence");
        UUID fox = made(window, SEEDANCE, "A fox in the snow");
        UUID owls = made(window, SEEDANCE, "Two owls at night");

        window.open("/generations");
        assertThat(page.locator(".card").count()).isEqualTo(3);
        window.shot("history");
        window.scan();
        page.fill("[name=q]", "owl");
        show(page);
        assertShown(page, owl, owls);
        page.selectOption("[name=model]", SEEDANCE);
        show(page);
        assertShown(page, owls);
        assertThat(page.url()).contains("q=owl", "model=" + SEEDANCE);
        page.fill("[name=q]", "no such words");
        show(page);
        assertShown(page);

        window.open("/generations");
        choose(page, owl, fox);
        assertThat(archived(page)).filteredOn(name -> name.endsWith(".mp4")).hasSize(2);
        choose(page, owl, fox);
        page.click("#chosen button[formaction$='/deletion']");
        page.locator(".notice--good").waitFor();
        assertShown(page, owls);
        assertThat(window.open("/generations/" + owl).status()).isEqualTo(200);
        assertThat(page.locator("main").innerText())
                .contains("You deleted this video")
                .doesNotContain("owl");
    }

    private static UUID made(Window window, String model, String prompt) {
        UUID id = Composer.opened(window)
                .writes(prompt + " " + UUID.randomUUID())
                .uses(model)
                .agrees()
                .generates();
        Footage.awaited(window);
        return id;
    }

    private static void show(Page page) {
        page.locator(".filters button").click();
        page.waitForLoadState();
    }

    private static void assertShown(Page page, UUID... videos) {
        assertThat(page.locator(".card").evaluateAll("all => all.map(one => one.id)"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(videos).stream().map(id -> "card-" + id).toList());
    }

    private static void choose(Page page, UUID... videos) {
        for (UUID video : videos) {
            page.check("#card-" + video + " input[name=id]");
        }
        assertThat(page.locator(".card input[name=id]:checked").count()).isEqualTo(videos.length);
    }

    private static List<String> archived(Page page) throws IOException {
        Locator button = page.locator("#chosen button[formaction$='/archive']");
        Download file = page.waitForDownload(button::click);
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(Files.newInputStream(file.path()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(zip.readAllBytes()).as(entry.getName()).isNotEmpty();
                names.add(entry.getName());
            }
        }
        return names;
    }
}
