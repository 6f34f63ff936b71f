package com.allvideomodels.audit;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;

import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may read the trail. */
@Component
class AuditAddresses implements StaffAddresses {

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                StaffAddress.look("/admin/audit", PRIVACY_OFFICER, ADMINISTRATOR),
                StaffAddress.act("/admin/audit/verification", PRIVACY_OFFICER, ADMINISTRATOR));
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen("/admin/audit", "audit.title", 80));
    }
}
