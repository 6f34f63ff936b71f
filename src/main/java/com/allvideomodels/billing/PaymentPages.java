package com.allvideomodels.billing;

import com.allvideomodels.billing.PaymentHistory.Line;
import com.allvideomodels.billing.PaymentHistory.Page;
import com.allvideomodels.billing.PaymentHistory.Paid;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.web.Csv;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One's own payments: the receipt of each, and all of them as a table to calculate with. */
@Controller
class PaymentPages {

    /** So many are in memory at once, however many there are. */
    private static final int AT_ONCE = 200;

    private static final List<String> COLUMNS = List.of(
            "paid_at",
            "product",
            "kind",
            "credits",
            "net",
            "tax",
            "charged",
            "currency",
            "tax_country",
            "went_back",
            "disputed",
            "credits_taken_back",
            "credits_owed",
            "payment",
            "transaction_at_creem",
            "order_at_creem");

    private final PaymentHistory history;
    private final SealedAddresses addresses;

    PaymentPages(PaymentHistory history, SealedAddresses addresses) {
        this.history = history;
        this.addresses = addresses;
    }

    @GetMapping("/billing/payments/{id:[0-9a-fA-F-]{36}}")
    String receipt(@Me AccountId me, @PathVariable UUID id, Model model) {
        Line line = history.find(me, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("line", line);
        model.addAttribute("address", addresses.onReceipt(me, id).orElse(null));
        return "billing/receipt";
    }

    @GetMapping("/billing/payments.csv")
    void table(@Me AccountId me, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"payments.csv\"");
        OutputStream out = response.getOutputStream();
        out.write(Csv.mark());
        out.write(Csv.line(COLUMNS));
        Page page = history.page(me, null, AT_ONCE);
        write(page, out);
        while (page.more()) {
            page = history.page(me, page.next(), AT_ONCE);
            write(page, out);
        }
    }

    private static void write(Page page, OutputStream out) throws IOException {
        for (Line line : page.lines()) {
            out.write(Csv.line(values(line)));
        }
    }

    private static List<@Nullable Object> values(Line line) {
        Paid paid = line.amounts();
        return Arrays.asList(
                line.paidAt().toInstant(),
                line.product().en(),
                line.plan() ? "plan" : "pack",
                line.credits(),
                paid == null ? null : paid.net().amount(),
                paid == null ? null : paid.tax().amount(),
                paid == null ? null : paid.charged().amount(),
                paid == null ? null : paid.charged().currency().getCurrencyCode(),
                paid == null ? null : paid.country(),
                amount(line.backMoney()),
                line.disputed(),
                line.takenBack(),
                line.owed(),
                line.id().toString(),
                line.transaction(),
                line.order());
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }
}
