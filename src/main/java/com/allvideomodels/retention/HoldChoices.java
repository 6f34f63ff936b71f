package com.allvideomodels.retention;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a hold can be placed on. */
@Component
class HoldChoices {

    private final RetentionPolicy policy;
    private final Set<String> single;

    HoldChoices(RetentionPolicy policy, List<Custodian> custodians) {
        this.policy = policy;
        this.single = custodians.stream()
                .map(Custodian::dataClass)
                .filter(one -> !one.equals("account"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Classes of which one thing can be held. */
    Set<String> single() {
        return single;
    }

    /** Classes that can be held as a whole. */
    Set<String> classes() {
        return kept().map(RetentionPolicy.Rule::id).collect(Collectors.toUnmodifiableSet());
    }

    /** All of them with their names, in the order of the file. */
    Map<String, String> named(Locale language) {
        var named = new LinkedHashMap<String, String>();
        kept().forEach(rule -> named.put(rule.id(), rule.name().in(language)));
        return named;
    }

    private Stream<RetentionPolicy.Rule> kept() {
        return policy.rules().stream().filter(RetentionPolicy.Rule::isKept);
    }
}
