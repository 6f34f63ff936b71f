package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.CentreSection;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The way out, in the privacy centre. */
@Component
class DeletionSection implements CentreSection {

    @Override
    public String id() {
        return "deletion";
    }

    @Override
    public String title() {
        return "deletion.title";
    }

    @Override
    public int place() {
        return 80;
    }

    @Override
    public String template() {
        return "account/deletion-section";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        return Map.of();
    }
}
