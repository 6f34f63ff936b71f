package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PageFacts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows members of staff the way to their pages. */
@Component
class StaffMark implements PageFacts {

    private final StaffGrants grants;

    StaffMark(StaffGrants grants) {
        this.grants = grants;
    }

    @Override
    public Map<String, Object> of(AccountId me) {
        return Map.of("staff", grants.isStaff(me));
    }
}
