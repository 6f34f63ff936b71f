package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page on which videos are asked for, as a person uses it: choices change it in place, or by a button without scripts. */
final class Composer {

    static final String GENERATE = "button[name=action][value=generate]";

    private static final Pattern PLACE = Pattern.compile("/generations/(?:compare/)?([0-9a-f-]{36})$");
    private static final Pattern NUMBER = Pattern.compile("([\\d,]+) credits?");

    private final Window window;
    private final Page page;

    private Composer(Window window) {
        this.window = window;
        page = window.page();
    }

    static Composer opened(Window window) {
        window.open("/create");
        return on(window);
    }

    /** On the page that is open already. */
    static Composer on(Window window) {
        return new Composer(window);
    }

    Composer writes(String prompt) {
        Locator words = page.locator("#prompt");
        if (words.getAttribute("hx-post") == null || !window.scripts()) {
            words.fill(prompt);
        } else {
            page.waitForResponse(answer -> answer.url().endsWith("/create"), () -> {
                words.fill(prompt);
                words.blur();
            });
        }
        return this;
    }

    String prompt() {
        return page.inputValue("#prompt");
    }

    Composer startsFrom(String mode) {
        return choose(page.locator("#mode-" + mode));
    }

    Composer uses(String model) {
        return choose(page.locator("#model-" + model));
    }

    /** These models side by side and no other. */
    Composer compares(List<String> models) {
        choose(page.locator("#compare"));
        models.forEach(this::uses);
        var chosen = (List<?>) page.locator("#models input:checked").evaluateAll("all => all.map(one => one.value)");
        chosen.stream()
                .filter(model -> !models.contains(model))
                .forEach(model -> change(page.locator("#model-" + model)::uncheck));
        return this;
    }

    /** One of several values of a setting. */
    Composer sets(String setting, String option) {
        return choose(page.locator("#setting-" + setting + "-" + option));
    }

    /** A setting that is typed or drawn, also one of those that are folded away. */
    Composer fills(String setting, String value) {
        Locator field = page.locator("#setting-" + setting);
        if (!field.isVisible()) {
            page.click("details:has(#setting-" + setting + ") summary");
        }
        change(() -> {
            field.fill(value);
            field.blur();
        });
        return this;
    }

    String valueOf(String setting) {
        return page.inputValue("#setting-" + setting);
    }

    Composer withFirstPicture() {
        return choose(page.locator(".picks input[value]:not([value=''])").first());
    }

    /** To the terms of every provider that is chosen; nothing typed is lost by it. */
    Composer agrees() {
        Locator agree = page.locator("button[name=agree]");
        while (agree.count() > 0) {
            Locator one =
                    page.locator("button[name=agree][value='" + agree.first().getAttribute("value") + "']");
            one.click();
            one.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
        return this;
    }

    /** The price that one model shows. */
    long price(String model) {
        return credits(page.locator("label:has(#model-" + model + ") .model__price"));
    }

    /** What Generate would cost. */
    long total() {
        return credits(page.locator("#price-bar .composer__total strong"));
    }

    /** The id of the video, or of the comparison, whose page opens. */
    UUID generates() {
        page.click(GENERATE);
        return place();
    }

    UUID place() {
        page.waitForURL(PLACE);
        Matcher place = PLACE.matcher(page.url());
        assertThat(place.find()).isTrue();
        return UUID.fromString(place.group(1));
    }

    private Composer choose(Locator choice) {
        if (!choice.isChecked()) {
            change(choice::check);
        }
        return this;
    }

    /** The form again, made to fit: parts of the page are replaced, or all of it. */
    private void change(Runnable choice) {
        if (window.scripts()) {
            page.waitForResponse(answer -> answer.url().endsWith("/create"), choice);
            page.locator("#parts.htmx-request")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        } else {
            choice.run();
            page.waitForResponse(
                    answer -> answer.url().endsWith("/create"),
                    page.locator(".composer__models noscript button")::click);
            page.waitForLoadState();
        }
    }

    private static long credits(Locator words) {
        Matcher number = NUMBER.matcher(words.innerText());
        assertThat(number.find()).as(words.innerText()).isTrue();
        return Long.parseLong(number.group(1).replace(",", ""));
    }
}
