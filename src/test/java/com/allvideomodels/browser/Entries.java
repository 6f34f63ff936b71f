package com.allvideomodels.browser;

import java.util.List;
import java.util.regex.Pattern;

/** What the page of credits tells of a person's entries. */
final class Entries {

    private static final Pattern SPENT = Pattern.compile("([\\d,]+) credits? spent");
    private static final Pattern HELD = Pattern.compile("Held for");

    private final String words;

    private Entries(String words) {
        this.words = words;
    }

    static Entries of(Window window) {
        window.open("/credits");
        return new Entries(window.page().locator(".credits__table").innerText());
    }

    /** What each video cost, newest first. */
    List<Long> spent() {
        return SPENT.matcher(words)
                .results()
                .map(found -> Long.valueOf(found.group(1).replace(",", "")))
                .toList();
    }

    /** How often credits were set aside. */
    long holds() {
        return HELD.matcher(words).results().count();
    }
}
