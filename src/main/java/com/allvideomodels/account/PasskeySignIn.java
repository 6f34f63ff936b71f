package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What happens when somebody has shown a passkey: a stranger gets in, and who is in already has shown who they are once more. */
@Component
class PasskeySignIn implements AuthenticationSuccessHandler {

    private final Entrance entrance;
    private final SecurityContextRepository contexts;
    private final JsonMapper json;

    PasskeySignIn(Entrance entrance, SecurityContextRepository contexts, JsonMapper json) {
        this.entrance = entrance;
        this.contexts = contexts;
        this.json = json;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication passkey) throws IOException {
        var owner = new AccountId(UUID.fromString(passkey.getName()));
        Authentication before = contexts.loadDeferredContext(request).get().getAuthentication();
        if (before == null || !(before.getPrincipal() instanceof SignedIn person)) {
            answer(response, entrance.admitByPasskey(owner, request, response));
        } else if (person.accountId().equals(owner)) {
            entrance.addProof(before, Factor.PASSKEY, request, response);
            answer(response, ProofPage.ONWARD);
        } else {
            // Somebody else's: nothing changes.
            response.setStatus(HttpStatus.FORBIDDEN.value());
        }
    }

    private void answer(HttpServletResponse response, String onward) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(Map.of("authenticated", true, "redirectUrl", onward)));
    }
}
