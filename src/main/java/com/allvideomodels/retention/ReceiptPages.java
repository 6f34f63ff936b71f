package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A person's receipts. One alone is open to whoever knows its id, which is random: also when there is no account any more. */
@Controller
class ReceiptPages {

    private static final int PAGE = 50;

    private final ReceiptRows rows;
    private final RetentionPolicy policy;

    ReceiptPages(ReceiptRows rows, RetentionPolicy policy) {
        this.rows = rows;
        this.policy = policy;
    }

    @GetMapping("/privacy/receipts")
    String list(
            @Me AccountId me,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            Locale language,
            Model model) {
        List<Receipt> some = rows.of(me, before, PAGE + 1);
        model.addAttribute(
                "receipts",
                some.stream()
                        .limit(PAGE)
                        .map(receipt -> ReceiptView.of(receipt, policy, language))
                        .toList());
        model.addAttribute("older", some.size() > PAGE ? some.get(PAGE - 1).number() : null);
        return "retention/receipts";
    }

    /** That of one thing, for the page which says that it is gone. */
    @GetMapping("/privacy/receipts/of/{item}")
    String ofItem(@Me AccountId me, @PathVariable UUID item) {
        return rows.of(me, item)
                .map(receipt -> "redirect:/trust/receipts/" + receipt.id())
                .orElse("redirect:/privacy/receipts");
    }

    @GetMapping("/trust/receipts/{id}")
    String one(@PathVariable UUID id, Locale language, Model model) {
        model.addAttribute("receipt", ReceiptView.of(find(id), policy, language));
        return "retention/receipt";
    }

    @GetMapping("/trust/receipts/{id}/file")
    ResponseEntity<String> file(@PathVariable UUID id) {
        Receipt receipt = find(id);
        var name = ContentDisposition.attachment()
                .filename("receipt-" + receipt.number() + ".json")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(receipt.document());
    }

    private Receipt find(UUID id) {
        return rows.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
