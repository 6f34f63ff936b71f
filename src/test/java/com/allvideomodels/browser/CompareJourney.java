package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One prompt on three models: the price of all first, then side by side, without names if one likes, and a pick that stays. */
@Tag("long")
@BrowserTest
class CompareJourney {

    private static final List<String> MODELS = List.of("pika-2-turbo", "seedance-1-0-lite-text", "luma-ray-flash-2");

    @Test
    void threeModelsAreComparedAndOneIsPicked(Browser browser) {
        Window window = browser.window(RunningProduct.url());
        Person.signedUp(window);
        Composer composer = Composer.opened(window)
                .writes("A lighthouse in the fog " + UUID.randomUUID())
                .compares(MODELS)
                .agrees();

        long total = composer.total();
        assertThat(MODELS.stream().mapToLong(composer::price).sum()).isEqualTo(total);
        window.shot("create-compare");
        window.scan();
        composer.generates();
        Page page = window.page();
        page.locator("[data-compare] video").nth(2).waitFor(new Locator.WaitForOptions().setTimeout(90_000));
        assertThat(page.locator("main").innerText()).contains("Together " + total + " credits");
        window.shot("compare");
        window.scan();

        namesCanBeHidden(page);
        aPickStays(page);
        window.shot("compare-picked");
        List<Long> spent = Entries.of(window).spent();
        assertThat(spent).hasSize(3);
        assertThat(spent.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
    }

    private static void namesCanBeHidden(Page page) {
        Locator names = page.locator("h2 [data-name]");
        List<String> models = names.allInnerTexts();
        assertThat(models).hasSize(3).doesNotHaveDuplicates();
        page.click("[data-blind]");
        assertThat(page.locator("[data-compare]").innerText()).doesNotContain(models);
        assertThat(page.locator("[data-letter]").allInnerTexts()).containsExactly("Video 1", "Video 2", "Video 3");
        page.click("[data-blind]");
        assertThat(names.allInnerTexts()).containsExactlyInAnyOrderElementsOf(models);
    }

    private static void aPickStays(Page page) {
        String name = page.locator("h2 [data-name]").nth(1).innerText();
        page.locator(".compare__item:has-text('" + name + "') form button").click();
        Locator winner = page.locator(".compare__item--winner");
        winner.waitFor();
        page.reload();
        assertThat(winner.count()).isOne();
        assertThat(winner.innerText()).contains(name, "Your pick");
    }
}
