package com.allvideomodels.admin;

import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every member of staff may call; what they find there is what their role lets them see. */
@Component
class AdminAddresses implements StaffAddresses {

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                StaffAddress.look("/admin", StaffRole.values()),
                StaffAddress.look("/admin/search", StaffRole.values()));
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen("/admin", "admin.overview", 0));
    }
}
