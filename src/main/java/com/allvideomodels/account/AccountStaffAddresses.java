package com.allvideomodels.account;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.kernel.StaffRole.SUPPORT;

import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where staff meet accounts. */
@Component
class AccountStaffAddresses implements StaffAddresses {

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                StaffAddress.look("/admin/accounts", SUPPORT, PRIVACY_OFFICER, ADMINISTRATOR),
                StaffAddress.look("/admin/accounts/{id}", SUPPORT, PRIVACY_OFFICER, ADMINISTRATOR),
                StaffAddress.act("/admin/accounts/{id}/suspension", SUPPORT, ADMINISTRATOR)
                        .withStepUp(),
                StaffAddress.act("/admin/accounts/{id}/suspension/end", SUPPORT, ADMINISTRATOR)
                        .withStepUp(),
                // Its form needs the fresh factor itself, so that nobody is asked for it after having filled it in.
                StaffAddress.look("/admin/accounts/{id}/minor", PRIVACY_OFFICER, ADMINISTRATOR)
                        .withStepUp(),
                StaffAddress.act("/admin/accounts/{id}/minor", PRIVACY_OFFICER, ADMINISTRATOR)
                        .withStepUp(),
                StaffAddress.look("/admin/parental-consents", PRIVACY_OFFICER, ADMINISTRATOR),
                StaffAddress.look("/admin/staff", ADMINISTRATOR),
                StaffAddress.act("/admin/staff", ADMINISTRATOR).withStepUp(),
                StaffAddress.act("/admin/staff/withdrawals", ADMINISTRATOR).withStepUp());
    }

    @Override
    public List<Screen> screens() {
        return List.of(
                new Screen("/admin/accounts", "accounts.title", 10),
                new Screen("/admin/parental-consents", "parental.list.title", 12),
                new Screen("/admin/staff", "staff.title", 90));
    }
}
