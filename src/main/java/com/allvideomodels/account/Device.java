package com.allvideomodels.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a browser says it is, as far as a person would recognise it: {@code Firefox · Linux}. */
record Device(String words) {

    private record Sign(String inHeader, String word) {}

    // The order matters: nearly everything claims to be Safari, and much of the rest to be Chrome.
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("SamsungBrowser", "Samsung Internet"),
            new Sign("Firefox/", "Firefox"),
            new Sign("FxiOS", "Firefox"),
            new Sign("CriOS", "Chrome"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"));
    private static final List<Sign> SYSTEMS = List.of(
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Android", "Android"),
            new Sign("Windows", "Windows"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Mac OS X", "macOS"),
            new Sign("Linux", "Linux"));

    static Device of(@Nullable String userAgent) {
        String header = userAgent == null ? "" : userAgent;
        String browser = find(BROWSERS, header);
        String system = find(SYSTEMS, header);
        return new Device(browser.isEmpty() || system.isEmpty() ? browser + system : browser + " · " + system);
    }

    private static String find(List<Sign> signs, String header) {
        return signs.stream()
                .filter(sign -> header.contains(sign.inHeader()))
                .map(Sign::word)
                .findFirst()
                .orElse("");
    }
}
