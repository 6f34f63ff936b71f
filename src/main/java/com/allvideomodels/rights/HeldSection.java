package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import com.allvideomodels.retention.RetentionPolicy.Words;
import com.allvideomodels.retention.Span;
import com.allvideomodels.web.CentreSection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything held about a person, by category, with what the law has them know of each (clause right.access). */
@Component
class HeldSection implements CentreSection {

    private final PersonalData data;
    private final RetentionPolicy policy;
    private final Processors processors;
    private final InstantSource clock;

    HeldSection(PersonalData data, RetentionPolicy policy, Processors processors, InstantSource clock) {
        this.data = data;
        this.policy = policy;
        this.processors = processors;
        this.clock = clock;
    }

    /**
     * One class of data.
     *
     * @param keeps nothing where another class decides
     * @param next when the first of it ends
     * @param files names of its sets, as in a copy
     */
    record Category(
            String id,
            String name,
            String source,
            String purpose,
            String ground,
            List<Processors.Processor> recipients,
            @Nullable Span keeps,
            String starts,
            long count,
            @Nullable OffsetDateTime next,
            List<String> files) {}

    /** What ends first of everything. */
    record Next(String name, OffsetDateTime end) {}

    @Override
    public String id() {
        return "held";
    }

    @Override
    public String title() {
        return "held.title";
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public String template() {
        return "rights/held";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        List<Category> all = categories(me, language, clock.instant());
        Map<String, Object> facts = new HashMap<>();
        facts.put("categories", all.stream().filter(one -> one.count() > 0).toList());
        facts.put(
                "empty",
                all.stream().filter(one -> one.count() == 0).map(Category::name).toList());
        facts.put("next", next(all));
        return facts;
    }

    private static @Nullable Next next(List<Category> all) {
        Next first = null;
        for (Category one : all) {
            OffsetDateTime end = one.next();
            if (end != null && (first == null || end.isBefore(first.end()))) {
                first = new Next(one.name(), end);
            }
        }
        return first;
    }

    private List<Category> categories(AccountId me, Locale language, Instant now) {
        return policy.rules().stream()
                .filter(rule -> !sets(rule).isEmpty())
                .map(rule -> category(rule, me, language, now))
                .toList();
    }

    private List<PersonalDataSet> sets(Rule rule) {
        return data.sets().stream()
                .filter(set -> set.dataClass().equals(rule.id()))
                .toList();
    }

    private Category category(Rule rule, AccountId me, Locale language, Instant now) {
        List<PersonalDataSet> sets = sets(rule);
        OffsetDateTime next = sets.stream()
                .flatMap(set -> set.nextEnd(me, now).stream())
                .min(Comparator.naturalOrder())
                .map(end -> end.atOffset(ZoneOffset.UTC))
                .orElse(null);
        return new Category(
                rule.id(),
                rule.name().in(language),
                said(rule.source(), language),
                said(rule.purpose(), language),
                rule.ground().in(language),
                rule.recipients().stream()
                        .flatMap(slug -> processors.find(slug).stream())
                        .toList(),
                rule.keeps() == null ? null : Span.of(rule.period()),
                rule.starts().in(language),
                sets.stream().mapToLong(set -> set.count(me)).sum(),
                next,
                sets.stream().map(PersonalDataSet::name).toList());
    }

    private static String said(@Nullable Words words, Locale language) {
        return words == null ? "" : words.in(language);
    }
}
