package com.allvideomodels.provider.volcengine;

import java.util.regex.Pattern;

/**
 * A prompt that Ark reads as words alone. Its older models take {@code --ratio 1:1} and the like out of the text as settings, so a
 * person could change what was priced. An invisible word joiner between two hyphens ends that and changes nothing to the eye.
 */
final class ArkPrompt {

    private static final String WORD_JOINER = "\u2060";

    /** Between two hyphens, the full-width and the small one included: they become plain ones when text is normalised. */
    private static final Pattern BETWEEN_HYPHENS = Pattern.compile("(?<=[-\uFF0D\uFE63])(?=[-\uFF0D\uFE63])");

    private ArkPrompt() {}

    static String plain(String prompt) {
        return BETWEEN_HYPHENS.matcher(prompt).replaceAll(WORD_JOINER);
    }
}
