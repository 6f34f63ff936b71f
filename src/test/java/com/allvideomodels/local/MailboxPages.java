package com.allvideomodels.local;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.local.LocalMailbox.Mail;
import com.allvideomodels.web.OpenAddresses;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The local mailbox as a page for people and as JSON for programs; {@code ?to=} narrows both to one address. */
@Controller
@ConditionalOnProperty(name = "mail.carrier", havingValue = "mailbox")
public class MailboxPages implements OpenAddresses {

    private static final String POLICY = "Content-Security-Policy";

    /** Letters carry inline styles, which pages may not; and a letter is a guest that runs nothing. */
    public static final String LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
            + "sandbox allow-popups allow-popups-to-escape-sandbox";

    private final LocalMailbox mailbox;

    MailboxPages(LocalMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public List<String> open() {
        return List.of("/local/**");
    }

    @GetMapping("/local/mailbox")
    String list(@RequestParam(required = false) String to, Model model, CsrfToken token, HttpServletResponse response) {
        // The forms in the footer need a session, which cannot begin once a long page is on its way.
        token.getToken();
        frameLetters(response);
        model.addAttribute("letters", letters(to));
        return "local/mailbox";
    }

    /** The page around letters may frame our own addresses, and is otherwise like any page. */
    public static void frameLetters(HttpServletResponse response) {
        response.setHeader(POLICY, response.getHeader(POLICY) + "; frame-src 'self'");
    }

    @GetMapping(value = "/local/mailbox.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<Shown> json(@RequestParam(required = false) String to) {
        return letters(to).stream().map(Shown::of).toList();
    }

    @GetMapping("/local/mailbox/{id}/html")
    ResponseEntity<String> html(@PathVariable UUID id) {
        Mail mail = mailbox.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return letter(mail.html());
    }

    /** The letter as a document of its own whose links open outside the frame. */
    public static ResponseEntity<String> letter(String html) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(POLICY, LETTER_POLICY)
                .body(html.replaceFirst("<head>", "<head><base target=\"_blank\">"));
    }

    private List<Mail> letters(String to) {
        return to == null || to.isBlank()
                ? mailbox.all()
                : EmailAddress.parse(to).map(mailbox::to).orElse(List.of());
    }

    /** A letter as programs read it. */
    record Shown(String to, String subject, String text, String html, Instant at, String template) {

        static Shown of(Mail mail) {
            return new Shown(mail.to(), mail.subject(), mail.text(), mail.html(), mail.at(), mail.template());
        }
    }
}
