package com.allvideomodels.privacy;

import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Restricting what is done with somebody's data to storing it: by the person, and by staff for them. */
@Controller
class RestrictionPages {

    private static final int LONGEST_REASON = 500;

    private final RestrictionBook book;
    private final RestrictionDesk desk;

    RestrictionPages(RestrictionBook book, RestrictionDesk desk) {
        this.book = book;
        this.desk = desk;
    }

    @PostMapping("/privacy/restriction")
    String restrict(@Me AccountId me, RedirectAttributes later) {
        book.restrict(me, new Actor.Person(me), "");
        later.addFlashAttribute("notice", "restriction.set");
        return "redirect:" + ChoicePages.PAGE;
    }

    @PostMapping("/privacy/restriction/end")
    String lift(@Me AccountId me, RedirectAttributes later) {
        book.lift(me);
        later.addFlashAttribute("notice", "restriction.lifted");
        return "redirect:" + ChoicePages.PAGE;
    }

    @GetMapping("/admin/restrictions/{account}")
    String look(@PathVariable UUID account, @Me AccountId me, Model model) {
        AccountId person = person(account);
        model.addAttribute("restriction", desk.look(person, me).orElse(null));
        model.addAttribute("account", account);
        return "admin/restriction";
    }

    @PostMapping("/admin/restrictions/{account}")
    String restrict(
            @PathVariable UUID account,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes flash) {
        AccountId person = person(account);
        if (isWrong(reason)) {
            return again(account, reason, me, model);
        }
        book.restrict(person, new Actor.Staff(me), reason.strip());
        flash.addFlashAttribute("notice", "restriction.set");
        return "redirect:/admin/restrictions/" + account;
    }

    /** The person is told first; it is lifted a week later. */
    @PostMapping("/admin/restrictions/{account}/end")
    String announce(
            @PathVariable UUID account,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes flash) {
        AccountId person = person(account);
        if (isWrong(reason)) {
            return again(account, reason, me, model);
        }
        book.announceLifting(person, me, reason.strip());
        flash.addFlashAttribute("notice", "restriction.announced");
        return "redirect:/admin/restrictions/" + account;
    }

    private String again(UUID account, String reason, AccountId me, Model model) {
        model.addAttribute("wrong", true);
        model.addAttribute("reason", reason);
        return look(account, me, model);
    }

    private static boolean isWrong(String reason) {
        return reason.isBlank() || reason.length() > LONGEST_REASON;
    }

    private AccountId person(UUID account) {
        var person = new AccountId(account);
        if (!desk.knows(person)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return person;
    }
}
