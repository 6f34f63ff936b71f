package com.allvideomodels.retention;

import com.allvideomodels.storage.Signer;
import com.allvideomodels.web.OpenAddresses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What anyone may see of how the promises are kept: the last audit, the chain of receipts, and a place to check one. */
@Controller
class TrustPages implements OpenAddresses {

    /** A receipt has about a thousand characters. */
    private static final int LONGEST = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(TrustPages.class);

    private final ObjectProvider<LastAudit> audits;
    private final ReceiptRows receipts;
    private final ReceiptCheck check;
    private final Signer signer;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    TrustPages(
            ObjectProvider<LastAudit> audits,
            ReceiptRows receipts,
            ReceiptCheck check,
            Signer signer,
            RetentionPolicy policy,
            InstantSource clock) {
        this.audits = audits;
        this.receipts = receipts;
        this.check = check;
        this.signer = signer;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public List<String> open() {
        return List.of(
                "/trust", "/trust/key", "/trust/keys", "/trust/receipt", "/trust/receipts/*", "/trust/receipts/*/file");
    }

    @GetMapping("/trust")
    String trust(Model model) {
        Instant now = clock.instant();
        LastAudit.Figures figures = audits.stream()
                .flatMap(audit -> audit.last().stream())
                .findFirst()
                .orElse(null);
        model.addAttribute("figures", figures);
        if (figures != null) {
            model.addAttribute("at", figures.at().atOffset(ZoneOffset.UTC));
            model.addAttribute("minutes", Duration.between(figures.at(), now).toMinutes());
            model.addAttribute("overdue", Span.of(Duration.ofSeconds(figures.overdueSeconds())));
            model.addAttribute("oldestOutput", age(figures.oldestOutput(), now));
            model.addAttribute("oldestUpload", age(figures.oldestUpload(), now));
        }
        model.addAttribute("head", receipts.head());
        model.addAttribute("key", publicKey());
        return "retention/trust";
    }

    private static @Nullable Span age(@Nullable Instant since, Instant now) {
        return since == null ? null : Span.of(Duration.between(since, now));
    }

    private @Nullable String publicKey() {
        try {
            return signer.publicKey();
        } catch (IOException e) {
            LOG.warn("The public key cannot be shown for now", e);
            return null;
        }
    }

    @GetMapping("/trust/key")
    ResponseEntity<String> key() throws IOException {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(signer.publicKey() + "\n");
    }

    /** All there ever were, the newest first, a line for each. */
    @GetMapping("/trust/keys")
    ResponseEntity<String> keys() throws IOException {
        String lines = signer.keys().stream().map(key -> key.publicKey() + "\n").collect(Collectors.joining());
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(lines);
    }

    @GetMapping("/trust/receipt")
    String form() {
        return "retention/check";
    }

    @PostMapping("/trust/receipt")
    String check(@RequestParam(defaultValue = "") String receipt, Locale language, Model model) throws IOException {
        model.addAttribute("typed", receipt.length() > LONGEST ? "" : receipt);
        if (receipt.isBlank() || receipt.length() > LONGEST) {
            model.addAttribute("error", receipt.isBlank() ? "receipt.check.empty" : "receipt.check.long");
            return "retention/check";
        }
        switch (check.check(receipt)) {
            case ReceiptCheck.Verdict.Unreadable() -> model.addAttribute("error", "receipt.check.unreadable");
            case ReceiptCheck.Verdict.Forged() -> model.addAttribute("verdict", "forged");
            case ReceiptCheck.Verdict.Genuine(var says, var chain) -> {
                model.addAttribute(
                        "verdict",
                        switch (chain) {
                            case ANOTHER -> "another";
                            case NOT_KEPT_OF_REPLACED_KEY -> "replaced";
                            case IN_PLACE, NOT_KEPT -> "genuine";
                        });
                model.addAttribute("kept", chain == ReceiptCheck.Chain.IN_PLACE);
                model.addAttribute("says", ReceiptView.of(says, policy, language));
            }
        }
        return "retention/check";
    }
}
