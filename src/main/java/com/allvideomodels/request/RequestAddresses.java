package com.allvideomodels.request;

import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.web.StaffAddress.act;
import static com.allvideomodels.web.StaffAddress.look;

import com.allvideomodels.web.FreshAddresses;
import com.allvideomodels.web.OpenAddresses;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Anyone may ask; only a person themselves says that a request is theirs; privacy officers answer. */
@Component
class RequestAddresses implements OpenAddresses, FreshAddresses, StaffAddresses {

    @Override
    public List<String> open() {
        return List.of("/privacy/requests", "/privacy/requests/sent", "/privacy/requests/confirmation/**");
    }

    @Override
    public List<String> fresh() {
        return List.of("/privacy/requests/*/identity");
    }

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                look("/admin/requests", PRIVACY_OFFICER),
                look("/admin/requests/new", PRIVACY_OFFICER),
                act("/admin/requests/new", PRIVACY_OFFICER),
                look("/admin/requests/{id}", PRIVACY_OFFICER),
                look("/admin/requests/{id}/preview", PRIVACY_OFFICER).withStepUp(),
                act("/admin/requests/{id}/copy", PRIVACY_OFFICER).withStepUp(),
                look("/admin/requests/{id}/attachments/{place}", PRIVACY_OFFICER),
                act("/admin/requests/{id}/mandate", PRIVACY_OFFICER),
                act("/admin/requests/{id}/start", PRIVACY_OFFICER),
                act("/admin/requests/{id}/notes", PRIVACY_OFFICER),
                act("/admin/requests/{id}/duplicate", PRIVACY_OFFICER),
                act("/admin/requests/{id}/extension", PRIVACY_OFFICER),
                act("/admin/requests/{id}/denial", PRIVACY_OFFICER).withStepUp(),
                act("/admin/requests/{id}/answer", PRIVACY_OFFICER).withStepUp(),
                act("/admin/requests/{id}/nothing-found", PRIVACY_OFFICER).withStepUp(),
                act("/admin/requests/{id}/erasure/proposal", PRIVACY_OFFICER).withStepUp(),
                act("/admin/requests/{id}/erasure/approval", PRIVACY_OFFICER).withStepUp());
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen("/admin/requests", "requests.title", 20));
    }
}
