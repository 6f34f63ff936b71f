package com.allvideomodels.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** Who looks: language, theme, size, with scripts or without. */
public record Look(String locale, boolean dark, int width, int height, boolean scripts) {

    public static final Look WIDE = new Look("en-US", false, 1280, 900, true);
    public static final Look PHONE = new Look("en-US", false, 360, 780, true);

    /** The four looks of which every page is photographed. */
    public static List<Look> all() {
        return List.of(WIDE, WIDE.inTheDark(), PHONE, PHONE.inTheDark());
    }

    public Look inTheDark() {
        return new Look(locale, true, width, height, scripts);
    }

    public Look speaking(String language) {
        return new Look(language, dark, width, height, scripts);
    }

    public Look withoutScripts() {
        return new Look(locale, dark, width, height, false);
    }

    public Look sized(int wide, int high) {
        return new Look(locale, dark, wide, high, scripts);
    }

    /** For file names: {@code dark-360}, {@code zh-CN-light-1280}. */
    public String slug() {
        return (locale.startsWith("en") ? "" : locale + "-") + (dark ? "dark-" : "light-") + width;
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setLocale(locale)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(scripts)
                .setAcceptDownloads(true);
    }
}
