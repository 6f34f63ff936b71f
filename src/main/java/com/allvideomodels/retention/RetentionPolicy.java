package com.allvideomodels.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of {@code retention.yml}: every class of data, how long it is kept and what ends it. */
@Component
public class RetentionPolicy {

    private final List<Rule> rules;
    private final List<Exemption> exemptions;
    private final Map<String, Rule> byId;

    RetentionPolicy() {
        this(RulesFile.shipped().read());
    }

    RetentionPolicy(RulesFile.Contents file) {
        this.rules = List.copyOf(file.classes());
        this.exemptions = List.copyOf(file.exemptions());
        this.byId = rules.stream().collect(Collectors.toMap(Rule::id, Function.identity()));
    }

    /** In the order of the file. */
    public List<Rule> rules() {
        return rules;
    }

    /** What stays once an account is erased (clause right.deletion), in the order of the file. */
    public List<Rule> afterAccounts() {
        return rules.stream().filter(rule -> rule.after() != null).toList();
    }

    public List<Exemption> exemptions() {
        return exemptions;
    }

    /** @throws IllegalArgumentException if there is no such class */
    public Rule rule(String dataClass) {
        Rule rule = byId.get(dataClass);
        if (rule == null) {
            throw new IllegalArgumentException("retention.yml has no class " + dataClass);
        }
        return rule;
    }

    /** How a class of data ends. */
    public enum Ending {
        DESTROY,
        /** Nobody can be told from what is left. */
        ANONYMISE,
        /** Only sums are left. */
        AGGREGATE,
        /** Loses its person and stays. */
        DETACH
    }

    /**
     * One class of data.
     *
     * @param clause of the policy
     * @param starts what starts its clock
     * @param keeps ISO 8601, a period or a duration; nothing where another class decides
     * @param ground in law
     * @param by what ends it, where that is not a {@link RetentionRule}
     * @param source from whom it comes; it and the purpose are there for every class of which people are told
     * @param recipients third parties, by their names in {@code processors.yml}
     * @param after the end of its account, what stays of it until its time is over, and in what form; nothing where nothing does
     */
    public record Rule(
            String id,
            Words name,
            String clause,
            Words starts,
            @Nullable String keeps,
            Ending ends,
            Words ground,
            @Nullable Words by,
            @Nullable Words source,
            @Nullable Words purpose,
            List<String> recipients,
            @Nullable Words after,
            List<Cover> covers) {

        public Rule {
            recipients = recipients == null ? List.of() : List.copyOf(recipients);
            covers = List.copyOf(covers);
        }

        /** Whether anything of it is kept at all; what is only promised so far needs nobody to end it. */
        public boolean isKept() {
            return !covers.isEmpty();
        }

        /** The latest start of the clock of what is due at {@code now}. Calendar periods are counted in UTC. */
        public Instant startedBy(Instant now) {
            TemporalAmount amount = period();
            return amount instanceof Duration duration
                    ? now.minus(duration)
                    : now.atOffset(ZoneOffset.UTC).minus(amount).toInstant();
        }

        /** When something is due whose clock started then. */
        public Instant dueAt(Instant start) {
            TemporalAmount amount = period();
            return amount instanceof Duration duration
                    ? start.plus(duration)
                    : start.atOffset(ZoneOffset.UTC).plus(amount).toInstant();
        }

        /** @throws IllegalStateException where another class decides */
        public TemporalAmount period() {
            if (keeps == null) {
                throw new IllegalStateException("retention.yml: another class decides when " + id + " ends");
            }
            return keeps.contains("T") ? Duration.parse(keeps) : Period.parse(keeps);
        }
    }

    /** What people read, in each language. */
    public record Words(String en, @JsonProperty("zh-CN") String chinese) {

        public String in(Locale language) {
            return language.getLanguage().equals("zh") ? chinese : en;
        }
    }

    /**
     * One place where data lies; exactly one of table, prefix, cache and provider is there.
     *
     * @param columns of the table; empty for all
     * @param rows of the table, in words; nothing for all
     * @param prefix {@code bucket:prefix/}
     */
    public record Cover(
            @Nullable String table,
            List<String> columns,
            @Nullable String rows,
            @Nullable String prefix,
            @Nullable String cache,
            @Nullable String provider) {

        public Cover {
            columns = columns == null ? List.of() : List.copyOf(columns);
        }
    }

    /** A place that no class covers, and why none needs to. */
    public record Exemption(
            @Nullable String table,
            List<String> columns,
            @Nullable String prefix,
            @Nullable String cache,
            @Nullable String provider,
            String reason) {

        public Exemption {
            columns = columns == null ? List.of() : List.copyOf(columns);
        }
    }
}
