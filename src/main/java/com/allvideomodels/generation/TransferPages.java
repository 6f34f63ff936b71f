package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.CentreSection;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What went to providers: the newest in the privacy centre, all of it page by page. */
@Controller
class TransferPages implements CentreSection {

    private static final int SOME = 10;
    private static final int PAGE = 50;

    private final Transfers transfers;

    TransferPages(Transfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public String id() {
        return "transfers";
    }

    @Override
    public String title() {
        return "transfers.title";
    }

    @Override
    public int place() {
        return 30;
    }

    @Override
    public String template() {
        return "generation/transfer-parts";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        List<Transfers.Transfer> some = transfers.newest(me, SOME + 1);
        return Map.of("some", some.stream().limit(SOME).toList(), "more", some.size() > SOME);
    }

    @GetMapping("/privacy/transfers")
    String all(@Me AccountId me, @RequestParam(required = false) @Nullable UUID before, Model model) {
        List<Transfers.Transfer> some =
                before == null ? transfers.newest(me, PAGE + 1) : transfers.before(me, before, PAGE + 1);
        model.addAttribute("transfers", some.stream().limit(PAGE).toList());
        model.addAttribute("older", some.size() > PAGE ? some.get(PAGE - 1).id() : null);
        return "generation/transfers";
    }
}
