package com.allvideomodels.audit;

import com.allvideomodels.kernel.AccountId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or looked at.
 *
 * @param what in dotted words, the noun first: {@code hold.placed}, {@code account.viewed}; at most 60 characters, no data in it
 * @param subject whose data it was about; nothing where it was nobody's
 * @param details for whoever reads the trail, encrypted under a key of the subject (or of nobody), so that an erasure takes
 *     them with it; never a prompt or an address
 */
public record Act(Actor by, String what, @Nullable AccountId subject, Map<String, String> details) {

    public Act {
        if (!what.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+") || what.length() > 60) {
            throw new IllegalArgumentException("not the name of an act: " + what);
        }
        details = Map.copyOf(details);
    }

    public static Act of(Actor by, String what) {
        return new Act(by, what, null, Map.of());
    }

    public Act about(AccountId person) {
        return new Act(by, what, person, details);
    }

    public Act with(String name, Object value) {
        var more = new java.util.HashMap<>(details);
        more.put(name, value.toString());
        return new Act(by, what, subject, more);
    }
}
