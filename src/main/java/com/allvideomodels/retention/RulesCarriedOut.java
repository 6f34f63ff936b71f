package com.allvideomodels.retention;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Refuses the start where a class of data that is kept would be ended by nobody or by two: each has exactly one rule of the sweep, or the file says
 * what else ends it.
 */
@Component
class RulesCarriedOut implements SmartInitializingSingleton {

    private final RetentionPolicy policy;
    private final List<RetentionRule> rules;

    RulesCarriedOut(RetentionPolicy policy, List<RetentionRule> rules) {
        this.policy = policy;
        this.rules = List.copyOf(rules);
    }

    @Override
    public void afterSingletonsInstantiated() {
        fault(policy, rules).ifPresent(fault -> {
            throw new IllegalStateException("retention.yml: " + fault);
        });
    }

    static Optional<String> fault(RetentionPolicy policy, List<RetentionRule> rules) {
        Map<String, Long> beans =
                rules.stream().collect(Collectors.groupingBy(RetentionRule::dataClass, Collectors.counting()));
        Map<String, RetentionPolicy.Rule> classes =
                policy.rules().stream().collect(Collectors.toMap(RetentionPolicy.Rule::id, Function.identity()));
        for (String one : new TreeSet<>(beans.keySet())) {
            if (!classes.containsKey(one)) {
                return Optional.of("there is no class " + one + ", which a rule carries out");
            }
            if (beans.getOrDefault(one, 0L) > 1) {
                return Optional.of(one + " is carried out by more than one rule");
            }
        }
        return policy.rules().stream()
                .filter(rule -> beans.containsKey(rule.id()) == (rule.by() != null || !rule.isKept()))
                .findFirst()
                .map(rule -> rule.id()
                        + (beans.containsKey(rule.id())
                                ? " is carried out by a rule, and the file says otherwise"
                                : " is carried out by no rule"));
    }
}
