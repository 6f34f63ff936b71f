package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Theme;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A person as other modules may see them.
 *
 * @param defaults settings the person wants filled in when a form opens, by the field's name: {@code model}, {@code duration}
 */
public record Profile(
        AccountId id,
        String name,
        String username,
        EmailAddress email,
        boolean emailConfirmed,
        Locale language,
        Theme theme,
        Map<String, String> defaults,
        Instant openedAt) {

    public Profile {
        defaults = Map.copyOf(defaults);
    }
}
