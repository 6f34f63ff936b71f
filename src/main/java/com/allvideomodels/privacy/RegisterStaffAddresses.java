package com.allvideomodels.privacy;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.web.StaffAddress.act;
import static com.allvideomodels.web.StaffAddress.look;

import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Registers of staff. A letter to everyone cannot be taken back, and asks for a factor shown just now. */
@Component
class RegisterStaffAddresses implements StaffAddresses {

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                look("/admin/disclosures", PRIVACY_OFFICER),
                act("/admin/disclosures", PRIVACY_OFFICER),
                act("/admin/disclosures/{id}/review", PRIVACY_OFFICER),
                look("/admin/consents", PRIVACY_OFFICER, ADMINISTRATOR),
                look("/admin/announcements", PRIVACY_OFFICER, ADMINISTRATOR),
                look("/admin/announcements/new", PRIVACY_OFFICER, ADMINISTRATOR).withStepUp(),
                act("/admin/announcements", PRIVACY_OFFICER, ADMINISTRATOR).withStepUp(),
                act("/admin/announcements/{id}/end", PRIVACY_OFFICER, ADMINISTRATOR));
    }

    @Override
    public List<Screen> screens() {
        return List.of(
                new Screen("/admin/disclosures", "disclosures.title", 35),
                new Screen("/admin/consents", "consent-figures.title", 36),
                new Screen("/admin/announcements", "announcements.title", 37));
    }
}
