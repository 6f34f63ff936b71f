package com.allvideomodels.account;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** Whether this installation is known to Google; where it is not, no button says otherwise. */
@Component
class GoogleOffer {

    private final boolean offered;

    GoogleOffer(ObjectProvider<ClientRegistrationRepository> registrations) {
        ClientRegistrationRepository known = registrations.getIfAvailable();
        this.offered = known != null && known.findByRegistrationId("google") != null;
    }

    boolean offered() {
        return offered;
    }
}
