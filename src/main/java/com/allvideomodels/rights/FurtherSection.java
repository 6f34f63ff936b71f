package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.CentreSection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Where a person looks further. */
@Component
class FurtherSection implements CentreSection {

    private static final List<Page> PAGES = List.of(
            new Page("/settings/profile", "centre.correct"),
            new Page("/privacy/receipts", "receipts.title"),
            new Page("/privacy/retention", "retention.title"),
            new Page("/privacy/disclosures", "my-disclosures.title"),
            new Page("/privacy/activities", "activities.title"),
            new Page("/privacy/authorities", "authorities.title"),
            new Page("/processors", "processors.title"),
            new Page("/privacy", "frame.privacy"));

    /** @param title key of a message */
    record Page(String path, String title) {}

    @Override
    public String id() {
        return "further";
    }

    @Override
    public String title() {
        return "centre.further";
    }

    @Override
    public int place() {
        return 90;
    }

    @Override
    public String template() {
        return "rights/further";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        return Map.of("pages", PAGES);
    }
}
