package com.allvideomodels.generation;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.generation.ProviderCopies.Copy;
import com.allvideomodels.generation.ProviderCopies.Evidence;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.Me;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/provider-copies}: what providers were asked to delete and have not shown to be deleted. Names nobody. */
@Controller
@RequestMapping(CopyStaffAddresses.PAGE)
class CopyPages {

    private static final int PAGE = 100;

    private final ProviderCopies copies;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    CopyPages(ProviderCopies copies, AuditTrail audit, TransactionTemplate transaction, InstantSource clock) {
        this.copies = copies;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    String open(
            @RequestParam(defaultValue = "oldest") String sort,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        Instant now = clock.instant();
        boolean oldest = !sort.equals("newest");
        List<Copy> found = copies.open(oldest, Keyset.parse(after), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Copy> shown = more ? found.subList(0, PAGE) : found;
        model.addAttribute("oldest", oldest);
        model.addAttribute(
                "next",
                more ? new Keyset(shown.getLast().deadline(), shown.getLast().id()).token() : null);
        List<Line> lines = shown.stream()
                .map(copy -> new Line(
                        copy,
                        copies.last(copy.id()).orElse(null),
                        !copy.deadline().isAfter(now)))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("overdue", copies.overdue(now));
        return "admin/provider-copies";
    }

    /** Asks the provider once more, on the next round of those who ask. */
    @PostMapping("/{id}/request")
    String ask(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        transaction.executeWithoutResult(status -> {
            if (copies.askAgain(id, clock.instant())) {
                audit.record(
                        Act.of(new Actor.Staff(me), "provider-copy.asked-again").with("copy", id));
            }
        });
        flash.addFlashAttribute("notice", "copies.asked");
        return "redirect:" + CopyStaffAddresses.PAGE;
    }

    /** @param last the newest call, if any was made */
    record Line(Copy copy, @Nullable Evidence last, boolean overdue) {

        /** Whether a person can do something: what is being asked for is asked for anyway. */
        public boolean askable() {
            return copy.state() != CopyState.DUE;
        }
    }
}
