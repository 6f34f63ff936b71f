package com.allvideomodels.account;

import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What stays once an account is erased, in what form, until when and why, as {@code retention.yml} says it (clause right.deletion). */
@Component
class KeptAfterwards {

    /** One class of data, in the reader's language. */
    record Line(String name, String form, String keeps, String starts, String ground) {}

    private final RetentionPolicy policy;
    private final MessageSource words;

    KeptAfterwards(RetentionPolicy policy, MessageSource words) {
        this.policy = policy;
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
