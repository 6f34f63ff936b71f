package com.allvideomodels.request;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the subject of a mail asks for (clause right.exercise).
 *
 * @param promised whether it is written as the policy says, which makes it a request wherever it was sent
 */
record MailSubject(Right right, Regime regime, boolean promised) {

    private static final String DASH = "\\s*[-–—:]*\\s*(.*)";

    private static final Map<Pattern, Regime> PROMISED = Map.of(
            pattern("privacy request" + DASH), Regime.OTHER,
            pattern("california privacy request" + DASH), Regime.CCPA,
            pattern("gdpr data subject request" + DASH), Regime.GDPR);

    /** The first that fits counts: what undoes most is asked for most plainly. */
    private static final Map<Pattern, Right> WORDS = words();

    private static Map<Pattern, Right> words() {
        Map<Pattern, Right> words = new LinkedHashMap<>();
        words.put(Pattern.compile("appeal|申诉|复审"), Right.APPEAL);
        words.put(Pattern.compile("delet|eras|forget|remov|删除|清除|注销"), Right.DELETION);
        words.put(Pattern.compile("portab|transfer|可携带|转移"), Right.PORTABILITY);
        words.put(Pattern.compile("correct|rectif|更正|修改"), Right.CORRECTION);
        words.put(Pattern.compile("limit|限制敏感"), Right.LIMIT);
        words.put(Pattern.compile("restrict|限制"), Right.RESTRICTION);
        words.put(Pattern.compile("opt.?out|do not s|不出售|不共享"), Right.OPT_OUT);
        words.put(Pattern.compile("withdraw|撤回"), Right.WITHDRAWAL);
        words.put(Pattern.compile("object|反对"), Right.OBJECTION);
        words.put(Pattern.compile("know|知情|了解"), Right.KNOW);
        words.put(Pattern.compile("access|cop(y|ies)|my data|访问|副本|查阅"), Right.ACCESS);
        return words;
    }

    private static Pattern pattern(String text) {
        return Pattern.compile("(?:(?:re|fwd?|aw|wg|回复|转发)\\s*[:：]\\s*)*" + text);
    }

    static MailSubject parse(String subject) {
        String line = subject.strip().toLowerCase(Locale.ROOT);
        return PROMISED.entrySet().stream()
                .flatMap(one -> promised(one.getKey().matcher(line), one.getValue()).stream())
                .findFirst()
                .orElseGet(() -> new MailSubject(right(line, Regime.OTHER), Regime.OTHER, false));
    }

    private static Optional<MailSubject> promised(Matcher written, Regime regime) {
        return written.matches()
                ? Optional.of(new MailSubject(right(written.group(1), regime), regime, true))
                : Optional.empty();
    }

    private static Right right(String words, Regime regime) {
        Right right = WORDS.entrySet().stream()
                .filter(one -> one.getKey().matcher(words).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Right.OTHER);
        return regime == Regime.CCPA ? inCalifornia(right) : right;
    }

    private static Right inCalifornia(Right right) {
        return switch (right) {
            case DELETION -> Right.CCPA_DELETE;
            case CORRECTION -> Right.CCPA_CORRECT;
            case ACCESS -> Right.KNOW;
            default -> right;
        };
    }
}
