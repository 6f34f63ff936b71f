package com.allvideomodels.privacy;

import com.allvideomodels.web.OpenAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** What anyone may read before they decide whether to sign up. */
@Component
class PrivacyAddresses implements OpenAddresses {

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
                "/privacy/activities",
                "/privacy/authorities",
                "/announcements/{id}");
    }
}
