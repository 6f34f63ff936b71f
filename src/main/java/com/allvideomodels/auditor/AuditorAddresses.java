package com.allvideomodels.auditor;

import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see what the auditor saw, and let it look again. */
@Component
class AuditorAddresses implements StaffAddresses {

    static final String PAGE = "/admin/auditor";

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                StaffAddress.look(PAGE, StaffRole.PRIVACY_OFFICER, StaffRole.ADMINISTRATOR),
                StaffAddress.act(PAGE + "/runs", StaffRole.PRIVACY_OFFICER, StaffRole.ADMINISTRATOR));
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen(PAGE, "auditor.title", 45));
    }
}
