package com.allvideomodels.credits;

import com.allvideomodels.credits.SpendingDesk.Means;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import com.allvideomodels.web.OpenAddresses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Limits on one's own spending. The address in a letter stops it and can do nothing else, so that is all it proves; looking at it changes
 * nothing, since scanners of mail look. To lift a stop takes somebody signed in.
 */
@Controller
class SpendingPages implements OpenAddresses {

    static final String LIMITS = "/credits/limits";

    private static final String BACK = "redirect:" + LIMITS;
    private static final String BY_LETTER = "/stop-spending/{token}";

    private final SpendingDesk desk;
    private final SpendingGuard guard;
    private final SpendingRows rows;

    SpendingPages(SpendingDesk desk, SpendingGuard guard, SpendingRows rows) {
        this.desk = desk;
        this.guard = guard;
        this.rows = rows;
    }

    @Override
    public List<String> open() {
        return List.of();
    }

    /** Programs that read mail, which have no cookies of ours. */
    @Override
    public List<String> forMachines() {
        return List.of(BY_LETTER);
    }

    @GetMapping(LIMITS)
    String show(@Me AccountId me, Model model) {
        model.addAttribute("limits", LimitsForm.of(guard.limits(me), guard::lowBelow));
        return page(me, model);
    }

    private String page(AccountId me, Model model) {
        model.addAttribute("stopped", guard.limits(me).isStopped());
        model.addAttribute("usedToday", guard.used(me, SpendingPeriod.DAY));
        model.addAttribute("usedThisMonth", guard.used(me, SpendingPeriod.MONTH));
        model.addAttribute("changes", rows.changes(me));
        return "credits/limits";
    }

    @PostMapping(LIMITS)
    String set(
            @Me AccountId me,
            @ModelAttribute("limits") LimitsForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        form.check(errors);
        if (errors.hasErrors()) {
            return page(me, model);
        }
        boolean changed = desk.set(me, form.day(), form.month(), low(me, form));
        flash.addFlashAttribute("notice", changed ? "spending.saved" : "spending.unchanged");
        return BACK;
    }

    /** Whoever leaves what the product thinks as it is has chosen nothing. */
    private @Nullable Long low(AccountId me, LimitsForm form) {
        SpendingLimits before = guard.limits(me);
        return before.lowBelow() == null && form.low() == guard.lowBelow(before) ? null : Long.valueOf(form.low());
    }

    @PostMapping("/credits/stop")
    String stop(@Me AccountId me) {
        desk.stop(me, Means.PAGE);
        return BACK;
    }

    @PostMapping("/credits/stop/end")
    String lift(@Me AccountId me, RedirectAttributes flash) {
        Answer.say(flash, desk.lift(me), "spending.lifted", "spending.not-stopped");
        return BACK;
    }

    @GetMapping(BY_LETTER)
    String ask(@PathVariable String token, Model model) {
        return byLetter(token, false, model);
    }

    /** As mail programs do it: nothing is shown and no cookie is set. */
    @PostMapping(path = BY_LETTER, params = "List-Unsubscribe=One-Click")
    ResponseEntity<Void> stopInOneClick(@PathVariable String token) {
        stop(token);
        return ResponseEntity.ok().build();
    }

    @PostMapping(BY_LETTER)
    String stop(@PathVariable String token, Model model) {
        stop(token);
        return byLetter(token, true, model);
    }

    /** The same whether or not the address means anybody. */
    private static String byLetter(String token, boolean done, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("done", done);
        return "credits/stop";
    }

    private void stop(String token) {
        rows.ownerOf(token).ifPresent(owner -> desk.stop(owner, Means.LETTER));
    }
}
