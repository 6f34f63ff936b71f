package com.allvideomodels.sandbox;

import java.util.Map;

/** Ratios and resolutions as pixels. */
record Sizes(int width, int height) {

    private static final Map<String, Integer> SHORT_SIDES = Map.ofEntries(
            Map.entry("360p", 360),
            Map.entry("480p", 480),
            Map.entry("540p", 540),
            Map.entry("720p", 720),
            Map.entry("768p", 768),
            Map.entry("1080p", 1080),
            Map.entry("1k", 1080),
            Map.entry("2k", 1440),
            Map.entry("4k", 2160));

    /** {@code 1280:720}. */
    static Sizes pixels(String ratio) {
        String[] sides = ratio.split(":");
        return new Sizes(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    /** {@code 16:9} at {@code 720p}; what follows the input is taken as 16:9. */
    static Sizes of(String ratio, String resolution) {
        int side = SHORT_SIDES.getOrDefault(resolution.toLowerCase(java.util.Locale.ROOT), 720);
        if (!ratio.matches("\\d+:\\d+")) {
            return of("16:9", resolution);
        }
        Sizes shape = pixels(ratio);
        return shape.width >= shape.height
                ? new Sizes(even(side * shape.width / (double) shape.height), side)
                : new Sizes(side, even(side * shape.height / (double) shape.width));
    }

    private static int even(double length) {
        return (int) Math.round(length / 2) * 2;
    }
}
