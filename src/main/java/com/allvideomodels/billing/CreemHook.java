package com.allvideomodels.billing;

import com.allvideomodels.web.MachineCall;
import com.allvideomodels.web.OpenAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/**
 * {@code /hooks/creem}: what Creem tells us is checked over the bytes as they came, written down under its id, and answered; it is worked
 * off a moment later. There is no time in the signature, so an id is known for ever (contract, Webhooks).
 */
@RestController
class CreemHook implements OpenAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(CreemHook.class);

    /** No event comes near this. */
    static final int LARGEST_BODY = 1 << 18;

    private static final int LONGEST_WORD = 200;

    private final CreemSettings settings;
    private final CreemEvents events;
    private final JsonMapper json;
    private final InstantSource clock;

    CreemHook(CreemSettings settings, CreemEvents events, JsonMapper json, InstantSource clock) {
        this.settings = settings;
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
        return List.of("/hooks/creem");
    }

    @PostMapping("/hooks/creem")
    ResponseEntity<Void> tell(HttpServletRequest call) throws IOException {
        return MachineCall.answer(call, LARGEST_BODY, body -> heard(call.getHeader("creem-signature"), body));
    }

    private HttpStatus heard(@Nullable String signature, byte[] body) {
        if (settings.webhookSecret().isBlank()) {
            return HttpStatus.NOT_FOUND;
        }
        if (!CreemSignature.isGenuine(Objects.requireNonNullElse(signature, ""), body, settings.webhookSecret())) {
            LOG.warn("A call to the address of Creem was not signed by it");
            return HttpStatus.UNAUTHORIZED;
        }
        keep(body);
        return HttpStatus.OK;
    }

    /** Signed and no event: told again it would be none either. */
    private void keep(byte[] body) {
        try {
            JsonNode event = json.readTree(body);
            Optional<String> id = CreemObjects.text(event, "id").filter(one -> one.length() <= LONGEST_WORD);
            String type = CreemObjects.text(event, "eventType")
                    .filter(one -> one.length() <= LONGEST_WORD)
                    .orElse("");
            id.ifPresentOrElse(
                    one -> events.add(one, type, body, clock.instant()),
                    () -> LOG.warn("Creem told us something without an id"));
        } catch (JacksonException e) {
            LOG.warn("Creem told us something that is no JSON");
        }
    }
}
