package com.allvideomodels.request;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.StaffSearch;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds a request by its number, for those who may open it. */
@Component
class RequestSearch implements StaffSearch {

    private final RequestRows rows;
    private final AuditTrail audit;

    RequestSearch(RequestRows rows, AuditTrail audit) {
        this.rows = rows;
        this.audit = audit;
    }

    @Override
    @Transactional
    public List<Hit> find(String words, AccountId by) {
        return rows.find(words.strip().toUpperCase(Locale.ROOT)).stream()
                .map(found -> hit(found, by))
                .toList();
    }

    private Hit hit(PrivacyRequest found, AccountId by) {
        Act act = Act.of(new Actor.Staff(by), "privacy-request.found").with("request", found.id());
        audit.record(found.account() == null ? act : act.about(found.account()));
        return new Hit("request.one", found.number(), "/admin/requests/" + found.id());
    }

    @Override
    public String page() {
        return "/admin/requests/id";
    }
}
