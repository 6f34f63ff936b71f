package com.allvideomodels.retention;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.web.StaffAddress.act;
import static com.allvideomodels.web.StaffAddress.look;

import com.allvideomodels.web.OpenAddresses;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Who may see and do what here. Forms of what needs a fresh second factor need one themselves, so that nobody is asked for it after
 * having filled them in.
 */
@Component
class RetentionAddresses implements StaffAddresses, OpenAddresses {

    @Override
    public List<String> open() {
        return List.of("/privacy/retention");
    }

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                look("/admin/holds", PRIVACY_OFFICER),
                look("/admin/holds/new", PRIVACY_OFFICER).withStepUp(),
                act("/admin/holds", PRIVACY_OFFICER).withStepUp(),
                look("/admin/holds/{id}", PRIVACY_OFFICER),
                act("/admin/holds/{id}/review", PRIVACY_OFFICER),
                look("/admin/holds/{id}/release", PRIVACY_OFFICER).withStepUp(),
                act("/admin/holds/{id}/release", PRIVACY_OFFICER).withStepUp(),
                look("/admin/retention", PRIVACY_OFFICER, ADMINISTRATOR),
                look("/admin/retention/stops/{id}", PRIVACY_OFFICER, ADMINISTRATOR)
                        .withStepUp(),
                act("/admin/retention/stops/{id}/proposal", PRIVACY_OFFICER, ADMINISTRATOR)
                        .withStepUp(),
                act("/admin/retention/stops/{id}/confirmation", PRIVACY_OFFICER, ADMINISTRATOR)
                        .withStepUp());
    }

    @Override
    public List<Screen> screens() {
        return List.of(
                new Screen("/admin/retention", "retention.admin.title", 30),
                new Screen("/admin/holds", "holds.title", 31));
    }
}
