package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.HeldThings;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What stays once an account is erased, in what form, until when and why, as {@code retention.yml} says it, and what a legal hold keeps
 * (clauses right.deletion, hold.exceptions).
 */
@Component
class KeptAfterwards {

    /** One class of data, in the reader's language. */
    record Line(String name, String form, String keeps, String starts, String ground) {}

    /** What a legal hold keeps for now, and why. */
    record Held(String name, String ground) {}

    private final RetentionPolicy policy;
    private final HeldThings holds;
    private final MessageSource words;

    KeptAfterwards(RetentionPolicy policy, HeldThings holds, MessageSource words) {
        this.policy = policy;
        this.holds = holds;
        this.words = words;
    }

    List<Line> lines(Locale language) {
        return policy.afterAccounts().stream().map(rule -> line(rule, language)).toList();
    }

    /** The same for a letter: one line for each, divided by {@code |}. */
    String brief(Locale language) {
        return lines(language).stream()
                .map(line -> words.getMessage(
                        "deletion.kept.line",
                        new Object[] {line.name(), line.form(), line.keeps(), line.starts()},
                        language))
                .collect(Collectors.joining("|"));
    }

    /** What is kept of this person beyond that until a hold ends, as far as it may be told. */
    List<Held> held(AccountId who, Locale language) {
        return holds.of(who).stream()
                .map(one -> new Held(
                        one.rule().name().in(language),
                        words.getMessage("deletion.held.ground." + one.ground(), null, language)))
                .toList();
    }

    /** The same for a letter: one line for each, divided by {@code |}; empty where nothing is held. */
    String briefHeld(AccountId who, Locale language) {
        return held(who, language).stream()
                .map(one -> words.getMessage("deletion.held.line", new Object[] {one.name(), one.ground()}, language))
                .collect(Collectors.joining("|"));
    }

    private Line line(RetentionPolicy.Rule rule, Locale language) {
        Span span = Span.of(rule.period());
        RetentionPolicy.Words form = rule.after();
        return new Line(
                rule.name().in(language),
                form == null ? "" : form.in(language),
                words.getMessage("retention.span." + span.unit(), new Object[] {span.count()}, language),
                rule.starts().in(language),
                rule.ground().in(language));
    }
}
