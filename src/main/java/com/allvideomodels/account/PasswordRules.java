package com.allvideomodels.account;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a password must be: long enough and hard to guess. No rules about kinds of characters (ASVS 5.0, 6.2): the strength is
 * estimated with the lists of common passwords and the person's own words.
 */
final class PasswordRules {

    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    private static final int STRONG_ENOUGH = 3;
    // The estimate takes long for long input; what is strong at its beginning is strong as a whole.
    private static final int ESTIMATED = 64;
    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordRules() {}

    /** Why not, as the key of a message; nothing where the password will do. */
    static Optional<String> objection(String typed, List<String> ownWords) {
        // What is judged is what is hashed.
        String password = Passwords.same(typed);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("password.short");
        }
        if (length > LONGEST) {
            return Optional.of("password.long");
        }
        String beginning = password.substring(0, Math.min(password.length(), ESTIMATED));
        Strength strength = ZXCVBN.measure(beginning, ownWords);
        if (isCommon(strength, beginning)) {
            return Optional.of("password.common");
        }
        return strength.getScore() >= STRONG_ENOUGH ? Optional.empty() : Optional.of(reason(strength));
    }

    /** The parts of a name, a user name or an address that make a password easy to guess. */
    static List<String> words(String... sources) {
        List<String> words = new ArrayList<>(List.of("allvideomodels", "allvideo", "videomodels"));
        for (String source : sources) {
            words.add(source.toLowerCase(Locale.ROOT));
            for (String part : source.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
                if (part.length() > 2) {
                    words.add(part);
                }
            }
        }
        return words.stream().filter(word -> !word.isBlank()).distinct().toList();
    }

    private static boolean isCommon(Strength strength, String password) {
        return strength.getSequence().stream()
                .anyMatch(match -> "passwords".equals(match.dictionaryName)
                        && match.tokenLength() == password.length()
                        && !match.reversed
                        && !match.l33t);
    }

    private static String reason(Strength strength) {
        List<Match> parts = strength.getSequence();
        if (parts.stream().anyMatch(part -> "user_inputs".equals(part.dictionaryName))) {
            return "password.own-words";
        }
        return parts.stream()
                .max((one, other) -> Integer.compare(one.tokenLength(), other.tokenLength()))
                .map(PasswordRules::reason)
                .orElse("password.guessable");
    }

    private static String reason(Match longest) {
        return switch (longest.pattern) {
            case Dictionary -> "passwords".equals(longest.dictionaryName) ? "password.like-common" : "password.words";
            case Spatial -> "password.keyboard";
            case Repeat -> "password.repeats";
            case Sequence -> "password.sequence";
            case Date, Regex -> "password.date";
            case Bruteforce -> "password.guessable";
        };
    }
}
