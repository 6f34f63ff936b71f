package com.allvideomodels.media;

import java.util.stream.Collectors;

/** A person's own name for a file: no path, nothing that a page, a terminal or a database would stumble over, 255 characters at most. */
final class FileName {

    private static final int LONGEST = 255;

    private FileName() {}

    static String of(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = last.codePoints()
                .filter(FileName::isHarmless)
                .limit(LONGEST)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return clean.isEmpty() ? "upload" : clean;
    }

    // Bidirectional overrides make "gpj.exe" read as "exe.jpg"; joiners stay, emoji are made of them.
    private static boolean isHarmless(int character) {
        boolean overrides = character >= 0x202a && character <= 0x202e || character >= 0x2066 && character <= 0x2069;
        boolean lone = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !Character.isISOControl(character) && !overrides && !lone && character != 0x2028 && character != 0x2029;
    }
}
