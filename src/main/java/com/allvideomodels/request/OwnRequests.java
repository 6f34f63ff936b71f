package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.CentreSection;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a person asked, in the privacy centre. */
@Component
class OwnRequests implements CentreSection {

    private final PrivacyRequests requests;

    OwnRequests(PrivacyRequests requests) {
        this.requests = requests;
    }

    @Override
    public String id() {
        return "requests";
    }

    @Override
    public String title() {
        return "requests.title";
    }

    @Override
    public int place() {
        return 40;
    }

    @Override
    public String template() {
        return "request/own";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        return Map.of("own", requests.of(me));
    }
}
