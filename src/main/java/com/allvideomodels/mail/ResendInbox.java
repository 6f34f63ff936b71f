package com.allvideomodels.mail;

import com.allvideomodels.kernel.EmailAddress;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Fetches what was sent to us. Events name a mail and do not carry it. Its attachments are counted here, and fetched by {@link
 * ReceivedFiles}.
 */
@Component
class ResendInbox {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern ADDRESS = Pattern.compile("<([^<>]+)>\\s*$");

    private final ResendApi api;

    ResendInbox(ResendApi api) {
        this.api = api;
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
        return api.received(id)
                .flatMap(mail -> address(mail.path("from").asString("")).map(from -> mail(id, from, mail)));
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
