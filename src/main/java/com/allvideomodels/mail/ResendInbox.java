package com.allvideomodels.mail;

import com.allvideomodels.kernel.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fetches what was sent to us: https://resend.com/docs/api-reference/emails/retrieve-received-email (2026-11). Events name a mail and
 * do not carry it. Attachments are counted and never fetched: nobody is asked for one.
 */
@Component
class ResendInbox {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 4 << 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern ADDRESS = Pattern.compile("<([^<>]+)>\\s*$");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ResendSettings settings;
    private final JsonMapper json;

    ResendInbox(ResendSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    static Optional<String> id(JsonNode event) {
        return Optional.of(event.path("data").path("email_id").asString(""))
                .filter(id -> ID.matcher(id).matches());
    }

    /**
     * Nothing where it is gone, has no sender or cannot be read: trying again would be the same.
     *
     * @throws IOException where another attempt is worth it
     */
    Optional<ReceivedMail> fetch(String id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/emails/receiving/" + id))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + settings.apiKey())
                .header("User-Agent", "allvideomodels")
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return switch (answer.statusCode()) {
                case 200 -> read(id, body.readNBytes(LARGEST + 1));
                case 404 -> Optional.empty();
                default -> throw new IOException("status " + answer.statusCode());
            };
        }
    }

    private Optional<ReceivedMail> read(String id, byte[] body) throws IOException {
        if (body.length > LARGEST) {
            return Optional.empty();
        }
        try {
            JsonNode mail = json.readTree(body);
            return address(mail.path("from").asString("")).map(from -> mail(id, from, mail));
        } catch (JacksonException e) {
            throw new IOException("not JSON");
        }
    }

    private static ReceivedMail mail(String id, EmailAddress from, JsonNode mail) {
        String text = mail.path("text").asString("");
        String readable = text.isBlank() ? PlainText.of(mail.path("html").asString("")) : text;
        String words = readable.replace("\u0000", "").strip();
        String subject =
                mail.path("subject").asString("").replaceAll("\\p{Cntrl}", " ").strip();
        return new ReceivedMail(
                id,
                from,
                addresses(mail.path("to")),
                subject.length() > 500 ? subject.substring(0, 500) : subject,
                words.length() > ReceivedMail.LONGEST ? words.substring(0, ReceivedMail.LONGEST) : words,
                isAutomatic(mail.path("headers")),
                mail.path("attachments").size());
    }

    /** RFC 3834: what answers by itself says so, and is not answered. */
    private static boolean isAutomatic(JsonNode headers) {
        return headers.properties().stream().anyMatch(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().asString("").strip().toLowerCase(Locale.ROOT);
            return name.equals("auto-submitted") && !value.startsWith("no")
                    || name.equals("precedence")
                            && List.of("bulk", "junk", "list", "auto_reply").contains(value)
                    || name.equals("return-path") && value.equals("<>");
        });
    }

    private static List<EmailAddress> addresses(JsonNode all) {
        return all.values().stream()
                .map(one -> address(one.asString("")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<EmailAddress> address(String written) {
        var inside = ADDRESS.matcher(written);
        return EmailAddress.parse(inside.find() ? inside.group(1) : written);
    }
}
