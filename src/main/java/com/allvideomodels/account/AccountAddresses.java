package com.allvideomodels.account;

import com.allvideomodels.web.OpenAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where people get in. */
@Component
class AccountAddresses implements OpenAddresses {

    @Override
    public List<String> open() {
        return List.of(
                "/sign-up/**",
                "/sign-in",
                Entrance.SECOND_STEP,
                "/confirmation",
                "/password-reset/**",
                "/address-change",
                "/parental-consent/**");
    }
}
