package com.allvideomodels.mail;

import com.resend.core.exception.ResendException;
import com.resend.core.net.RequestOptions;
import com.resend.services.emails.Emails;
import com.resend.services.emails.model.CreateEmailOptions;
import com.resend.services.emails.model.CreateEmailResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Carries letters by Resend. Errors are told apart once, here, by https://resend.com/docs/api-reference/errors (2026-11). */
@Component
@ConditionalOnProperty(name = "mail.carrier", havingValue = "resend", matchIfMissing = true)
class ResendCarrier implements Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(ResendCarrier.class);

    /** Until the operator has changed something: the plan, or the key. */
    private static final Duration UNTIL_OPERATOR_ACTS = Duration.ofMinutes(30);

    private static final Set<String> KEY_TROUBLES = Set.of("missing_api_key", "invalid_api_key", "restricted_api_key");

    private final Emails emails;
    private final String from;

    ResendCarrier(ResendSettings resend, MailSettings mail) {
        require("resend.api-key", resend.apiKey());
        require("mail.from", mail.from());
        this.emails = new Emails(resend.apiKey());
        this.from = mail.from();
    }

    private static void require(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalStateException("mail.carrier=resend needs the property " + property);
        }
    }

    @Override
    public Outcome carry(Envelope envelope) {
        try {
            return taken(emails.send(message(envelope), key(envelope)));
        } catch (ResendException e) {
            return outcome(e);
        } catch (RuntimeException e) {
            // The library wraps what the network does in plain RuntimeExceptions.
            return new Outcome.Later(e.getCause() instanceof IOException ? "network" : "unreadable", Duration.ZERO);
        }
    }

    private CreateEmailOptions message(Envelope envelope) {
        return CreateEmailOptions.builder()
                .from(from)
                .to(envelope.to().value())
                .subject(envelope.subject())
                .html(envelope.html())
                .text(envelope.text())
                .headers(headers(envelope))
                .build();
    }

    /** One click in the reader's mail program ends advertising (RFC 8058); the carrier signs both headers. */
    private static @Nullable Map<String, String> headers(Envelope envelope) {
        return envelope.unsubscribe() == null
                ? null
                : Map.of(
                        "List-Unsubscribe",
                        "<" + envelope.unsubscribe() + ">",
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click");
    }

    private static RequestOptions key(Envelope envelope) {
        return RequestOptions.builder().setIdempotencyKey(envelope.key()).build();
    }

    private static Outcome taken(CreateEmailResponse answer) {
        String id = answer.getId();
        return id == null || id.isBlank() ? new Outcome.Later("unreadable", Duration.ZERO) : new Outcome.Taken(id);
    }

    private static Outcome outcome(ResendException e) {
        int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        String name = e.getErrorName() == null ? "status-" + status : e.getErrorName();
        if (status == 429) {
            return "rate_limit_exceeded".equals(name) ? new Outcome.Later(name, Duration.ZERO) : operatorMustAct(name);
        }
        if (KEY_TROUBLES.contains(name)) {
            return operatorMustAct(name);
        }
        boolean passing =
                status == 0 || status == 408 || status >= 500 || "concurrent_idempotent_requests".equals(name);
        return passing ? new Outcome.Later(name, Duration.ZERO) : new Outcome.Refused(name);
    }

    private static Outcome operatorMustAct(String name) {
        LOG.error("Resend takes no letters ({}): check the plan and resend.api-key. Letters wait.", name);
        return new Outcome.Later(name, UNTIL_OPERATOR_ACTS);
    }
}
