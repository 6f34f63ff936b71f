package com.allvideomodels.mail;

import com.allvideomodels.web.MachineCall;
import com.allvideomodels.web.OpenAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /hooks/resend}: what Resend tells us is checked, written down and answered; it is worked off later. */
@RestController
class ResendHook implements OpenAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(ResendHook.class);

    /** Events carry no bodies of mails; none comes near this. */
    private static final int LARGEST_BODY = 1 << 18;

    private static final int LONGEST_ID = 200;

    private final @Nullable HookSignature signature;
    private final MailEvents events;
    private final JsonMapper json;
    private final InstantSource clock;

    ResendHook(ResendSettings settings, MailEvents events, JsonMapper json, InstantSource clock) {
        this.signature = settings.webhookSecret().isBlank() ? null : new HookSignature(settings.webhookSecret());
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<String> open() {
        return List.of();
    }

    @Override
    public List<String> forMachines() {
        return List.of("/hooks/resend");
    }

    @PostMapping("/hooks/resend")
    ResponseEntity<Void> tell(HttpServletRequest call) throws IOException {
        return MachineCall.answer(call, LARGEST_BODY, body -> heard(call, body));
    }

    private HttpStatus heard(HttpServletRequest call, byte[] body) {
        if (signature == null) {
            return HttpStatus.NOT_FOUND;
        }
        String id = header(call, "svix-id");
        boolean genuine = !id.isEmpty()
                && id.length() <= LONGEST_ID
                && signature.isGenuine(
                        id, header(call, "svix-timestamp"), header(call, "svix-signature"), body, clock.instant());
        if (!genuine) {
            LOG.warn("A call to the address of Resend was not signed by it");
            return HttpStatus.UNAUTHORIZED;
        }
        keep(id, body);
        return HttpStatus.OK;
    }

    /** Signed and no event: told again it would be none either. */
    private void keep(String id, byte[] body) {
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            JsonNode event = json.readTree(text);
            events.add(id, event.path("type").asString(""), text, clock.instant());
        } catch (JacksonException e) {
            LOG.warn("Resend told us something that is no JSON");
        }
    }

    private static String header(HttpServletRequest call, String name) {
        String value = call.getHeader(name);
        return value == null ? "" : value;
    }
}
