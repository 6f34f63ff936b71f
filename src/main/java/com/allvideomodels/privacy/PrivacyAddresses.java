package com.allvideomodels.privacy;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.kernel.StaffRole.SUPPORT;
import static com.allvideomodels.web.StaffAddress.act;
import static com.allvideomodels.web.StaffAddress.look;

import com.allvideomodels.web.OpenAddresses;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** What anyone may read before they decide whether to sign up, and what staff do with the texts. */
@Component
class PrivacyAddresses implements OpenAddresses, StaffAddresses {

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                look("/admin/policies", PRIVACY_OFFICER),
                look("/admin/policies/{document}", PRIVACY_OFFICER),
                act("/admin/policies/{document}", PRIVACY_OFFICER),
                look("/admin/policies/{document}/preview", PRIVACY_OFFICER).withStepUp(),
                act("/admin/policies/{document}/draft/deletion", PRIVACY_OFFICER),
                act("/admin/policies/{document}/publication", PRIVACY_OFFICER).withStepUp(),
                look("/admin/restrictions/{account}", PRIVACY_OFFICER, SUPPORT, ADMINISTRATOR),
                act("/admin/restrictions/{account}", PRIVACY_OFFICER),
                act("/admin/restrictions/{account}/end", PRIVACY_OFFICER));
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen("/admin/policies", "policies.title", 40));
    }

    /** Programs that read mail, which have no cookies of ours. */
    @Override
    public List<String> forMachines() {
        return List.of("/unsubscribe/{token}");
    }

    @Override
    public List<String> open() {
        return List.of(
                "/privacy",
                "/privacy/versions/**",
                "/terms",
                "/terms/versions/**",
                "/acceptable-use",
                "/acceptable-use/versions/**",
                "/processors",
                ChoicePages.PAGE,
                "/.well-known/gpc.json",
                "/privacy/activities",
                "/privacy/authorities",
                "/announcements/{id}");
    }
}
