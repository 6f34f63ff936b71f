package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesCarriedOutTests {

    private final RetentionPolicy policy = new RetentionPolicy();
    private final List<RetentionRule> all = new ArrayList<>(policy.rules().stream()
            .filter(rule -> rule.by() == null && rule.isKept())
            .map(rule -> rule(rule.id()))
            .toList());

    @Test
    void oneRuleForEachClassIsRight() {
        assertThat(RulesCarriedOut.fault(policy, all)).isEmpty();
    }

    @Test
    void aClassThatNobodyEndsIsAFault() {
        all.removeIf(rule -> rule.dataClass().equals("letter"));
        assertThat(RulesCarriedOut.fault(policy, all)).contains("letter is carried out by no rule");
    }

    @Test
    void aClassThatTwoEndIsAFault() {
        all.add(rule("letter"));
        assertThat(RulesCarriedOut.fault(policy, all).orElseThrow()).contains("more than one");
    }

    @Test
    void aRuleOfNoClassIsAFault() {
        all.add(rule("lettre"));
        assertThat(RulesCarriedOut.fault(policy, all).orElseThrow()).contains("no class lettre");
    }

    @Test
    void aRuleBesidesWhatTheFileNamesIsAFault() {
        all.add(rule("session"));
        assertThat(RulesCarriedOut.fault(policy, all).orElseThrow()).contains("says otherwise");
    }

    @Test
    void aRuleOfWhatIsNotKeptYetIsAFault() {
        all.add(rule("ticket"));
        assertThat(RulesCarriedOut.fault(policy, all).orElseThrow()).contains("ticket", "says otherwise");
    }

    private static RetentionRule rule(String dataClass) {
        return new RetentionRule() {
            @Override
            public String dataClass() {
                return dataClass;
            }

            @Override
            public long due(Instant now, long most) {
                return 0;
            }

            @Override
            public int end(Instant now, int most) {
                return 0;
            }
        };
    }
}
