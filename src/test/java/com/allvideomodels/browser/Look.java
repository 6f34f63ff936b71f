package com.allvideomodels.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.stream.Stream;

/** Who looks: language, theme, size, with scripts or without. */
public record Look(String locale, boolean dark, int width, int height, boolean scripts) {

    public static final Look WIDE = new Look("en-US", false, 1280, 900, true);
    public static final Look PHONE = new Look("en-US", false, 360, 780, true);

    /** The four looks of which every page is photographed. */
    public static List<Look> all() {
        return List.of(WIDE, WIDE.inTheDark(), PHONE, PHONE.inTheDark());
    }

    /** The four in which this person might see one and the same page. */
    List<Look> everywhere() {
        return Stream.of(sized(390, 844), sized(1440, 900))
                .flatMap(one -> Stream.of(one.dark ? one.inTheLight() : one, one.inTheDark()))
                .toList();
    }

    boolean onPhone() {
        return width < 768;
    }

    private Look inTheLight() {
        return new Look(locale, false, width, height, scripts);
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

    ColorScheme scheme() {
        return dark ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setLocale(locale)
                .setColorScheme(scheme())
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(scripts)
                .setAcceptDownloads(true);
    }
}
