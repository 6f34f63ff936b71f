package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.CentreSection;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a person lets us do beyond making their videos, in the privacy centre. */
@Component
class ChoicesSection implements CentreSection {

    private final Restrictions restrictions;

    ChoicesSection(Restrictions restrictions) {
        this.restrictions = restrictions;
    }

    @Override
    public String id() {
        return "choices";
    }

    @Override
    public String title() {
        return "choices.title";
    }

    @Override
    public int place() {
        return 50;
    }

    @Override
    public String template() {
        return "privacy/choices-section";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        return Map.of("restricted", restrictions.isRestricted(me));
    }
}
