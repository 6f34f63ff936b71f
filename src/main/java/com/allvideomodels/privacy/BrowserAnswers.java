package com.allvideomodels.privacy;

import com.allvideomodels.privacy.Choice.Answer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.WebUtils;

/**
 * What this browser was told, in a first-party cookie: {@code +improvement@2026-11-26.-analytics:posthog@2026-11-22}. A cookie that
 * anyone tampered with says as much of it as can be read, and who agreed to older words has not answered.
 *
 * @param byPurpose the word, with its sign, by its purpose
 */
record BrowserAnswers(Map<String, String> byPurpose) {

    static final String COOKIE = "choices";

    private static final Pattern WORD = Pattern.compile("([+-])([a-z0-9-]+(?::[a-z0-9-]+)?)@([0-9-]{1,40})");
    private static final int LONGEST = 2_000;

    static BrowserAnswers of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return parse(cookie == null ? "" : cookie.getValue());
    }

    static BrowserAnswers parse(String cookie) {
        Map<String, String> words = new LinkedHashMap<>();
        if (cookie.length() <= LONGEST) {
            for (String word : cookie.split("\\.")) {
                var parts = WORD.matcher(word);
                if (parts.matches()) {
                    words.put(parts.group(2), word);
                }
            }
        }
        return new BrowserAnswers(words);
    }

    Answer to(Choice choice) {
        String word = byPurpose.get(choice.key());
        if (word == null || !choice.inBrowser()) {
            return Answer.NONE;
        }
        if (word.startsWith("-")) {
            return Answer.NO;
        }
        return word.equals(yes(choice)) ? Answer.YES : Answer.NONE;
    }

    BrowserAnswers with(Choice choice, Answer answer) {
        Map<String, String> words = new LinkedHashMap<>(byPurpose);
        switch (answer) {
            case YES -> words.put(choice.key(), yes(choice));
            case NO -> words.put(choice.key(), "-" + choice.key() + "@" + choice.version());
            case NONE -> words.remove(choice.key());
        }
        return new BrowserAnswers(words);
    }

    private static String yes(Choice choice) {
        return "+" + choice.key() + "@" + choice.version();
    }

    String cookie() {
        return byPurpose.values().stream().collect(Collectors.joining("."));
    }
}
