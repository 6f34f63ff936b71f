package com.allvideomodels.mail;

import com.allvideomodels.local.LocalResend;
import com.allvideomodels.web.Operator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** {@code /local/mail}: sends the product a mail as anyone in the world could, by way of the local Resend and its webhook. */
@Controller
@ConditionalOnProperty(name = "mail.carrier", havingValue = "mailbox")
public class LocalPost {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ResendSettings resend;
    private final Operator operator;
    private final JsonMapper json;
    private final InstantSource clock;

    LocalPost(ResendSettings resend, Operator operator, JsonMapper json, InstantSource clock) {
        this.resend = resend;
        this.operator = operator;
        this.json = json;
        this.clock = clock;
    }

    /** What Resend tells about a mail, and how it signs that. */
    public record Told(String id, String timestamp, String signature, String body) {}

    @GetMapping("/local/mail")
    String show(Model model) {
        model.addAttribute("to", operator.contact().privacyEmail());
        return "local/mail";
    }

    @PostMapping("/local/mail")
    String send(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String subject,
            @RequestParam String text,
            RedirectAttributes flash)
            throws IOException, InterruptedException {
        UUID id = put(Map.of("from", from, "to", List.of(to), "subject", subject, "text", text, "headers", Map.of()));
        Told told = told("email.received", id);
        var call = HttpRequest.newBuilder(URI.create(operator.address("/hooks/resend")))
                .header("svix-id", told.id())
                .header("svix-timestamp", told.timestamp())
                .header("svix-signature", told.signature())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(told.body()))
                .build();
        int status = http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
        flash.addFlashAttribute("said", "Sent. The product answered " + status + " and reads it within ten seconds.");
        return "redirect:/local/mail";
    }

    /** Puts a mail where the product fetches it. */
    public UUID put(Map<String, Object> mail) throws IOException, InterruptedException {
        UUID id = UUID.randomUUID();
        var call = HttpRequest.newBuilder(URI.create(resend.baseUrl() + "/emails/receiving/" + id))
                .header("Authorization", "Bearer " + resend.apiKey())
                .header("User-Agent", "local-post")
                .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(mail)))
                .build();
        http.send(call, HttpResponse.BodyHandlers.discarding());
        return id;
    }

    /** Attaches something to a mail that was put there. */
    public void attach(UUID mail, String name, LocalResend.Fault fault, byte[] bytes)
            throws IOException, InterruptedException {
        var call = HttpRequest.newBuilder(URI.create(resend.baseUrl() + "/emails/receiving/" + mail + "/attachments?"
                        + fault + "&"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")))
                .header("Authorization", "Bearer " + resend.apiKey())
                .header("User-Agent", "local-post")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        http.send(call, HttpResponse.BodyHandlers.discarding());
    }

    /** Whether the product asked for a file of this mail whose address ends so. */
    public boolean wasAsked(UUID mail, String end) throws IOException, InterruptedException {
        var call = HttpRequest.newBuilder(URI.create(resend.baseUrl() + "/asked/" + mail + "/" + end))
                .build();
        return http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Signed as Resend would. */
    public Told told(String kind, Object mail) {
        String id = "msg_" + UUID.randomUUID();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String body = json.writeValueAsString(Map.of(
                "type",
                kind,
                "created_at",
                clock.instant().toString(),
                "data",
                Map.of(
                        "email_id",
                        mail.toString(),
                        "to",
                        List.of(operator.contact().privacyEmail()))));
        String signature =
                new HookSignature(resend.webhookSecret()).sign(id, timestamp, body.getBytes(StandardCharsets.UTF_8));
        return new Told(id, timestamp, signature, body);
    }
}
