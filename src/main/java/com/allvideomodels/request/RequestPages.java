package com.allvideomodels.request;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Attempts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /privacy/requests}: asking, with and without an account, and one's own requests. */
@Controller
@RequestMapping("/privacy/requests")
class RequestPages {

    private static final String FORM = "privacy-request";

    private final PrivacyRequests requests;
    private final RequestConfirmations confirmations;
    private final RequestRows rows;
    private final HistoryRows history;
    private final Accounts accounts;
    private final Attempts attempts;

    RequestPages(
            PrivacyRequests requests,
            RequestConfirmations confirmations,
            RequestRows rows,
            HistoryRows history,
            Accounts accounts,
            Attempts attempts) {
        this.requests = requests;
        this.confirmations = confirmations;
        this.rows = rows;
        this.history = history;
        this.accounts = accounts;
        this.attempts = attempts;
    }

    @GetMapping
    String show(
            @Me @Nullable AccountId me,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String requester,
            Model model) {
        model.addAttribute("asking", RequestForm.about(right, requester));
        return page(profile(me), model);
    }

    @PostMapping
    String file(
            @Me @Nullable AccountId me,
            @ModelAttribute("asking") RequestForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale language,
            Model model,
            RedirectAttributes flash) {
        Profile profile = profile(me);
        if (!attempts.isWelcome(FORM, request, errors, response)) {
            return page(profile, model);
        }
        form.check(errors, profile);
        if (!errors.hasErrors()) {
            limitLetters(form, profile, errors, response, language);
        }
        if (errors.hasErrors()) {
            return page(profile, model);
        }
        String number = requests.file(form.filing(profile, Languages.nearest(language.toLanguageTag())));
        if (form.isOwn(profile)) {
            return "redirect:/privacy/requests/" + number + "/identity";
        }
        flash.addFlashAttribute("number", number);
        return "redirect:/privacy/requests/sent";
    }

    /** Nobody's mailbox is filled by strangers. The answer says nothing about who has an account. */
    private void limitLetters(
            RequestForm form,
            @Nullable Profile me,
            BindingResult errors,
            HttpServletResponse response,
            Locale language) {
        if (!attempts.mayWrite(FORM, form.filing(me, language).subject())) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            errors.reject("request.often");
        }
    }

    @GetMapping("/sent")
    String sent() {
        return "request/sent";
    }

    @GetMapping("/confirmation")
    String confirmation(@RequestParam(defaultValue = "") String token, Model model) {
        return confirmations
                .peek(token)
                .map(request -> {
                    model.addAttribute("request", request);
                    model.addAttribute("token", token);
                    return "request/confirmation";
                })
                .orElse("request/stale");
    }

    @PostMapping("/confirmation")
    String confirm(@RequestParam(defaultValue = "") String token, RedirectAttributes flash) {
        if (!confirmations.confirm(token)) {
            return "request/stale";
        }
        flash.addFlashAttribute("notice", "request.confirmed");
        flash.addAttribute("token", token);
        return "redirect:/privacy/requests/confirmation";
    }

    @PostMapping("/confirmation/revocation")
    String revoke(@RequestParam(defaultValue = "") String token, RedirectAttributes flash) {
        if (!confirmations.revoke(token)) {
            return "request/stale";
        }
        flash.addFlashAttribute("notice", "request.revoked");
        return "redirect:/privacy/requests";
    }

    @GetMapping("/{number}")
    String one(@Me AccountId me, @PathVariable String number, Model model) {
        PrivacyRequest request = own(me, number);
        model.addAttribute("request", request);
        model.addAttribute("history", history.of(request.id()));
        return "request/one";
    }

    @GetMapping("/{number}/identity")
    String identity(@Me AccountId me, @PathVariable String number, Model model) {
        model.addAttribute("request", own(me, number));
        return "request/identity";
    }

    @PostMapping("/{number}/identity")
    String identify(@Me AccountId me, @PathVariable String number, RedirectAttributes flash) {
        own(me, number);
        boolean taken = confirmations.confirm(me, number);
        flash.addFlashAttribute(taken ? "notice" : "problem", taken ? "request.confirmed" : "request.refused.CLOSED");
        return "redirect:/privacy/requests/" + number;
    }

    @PostMapping("/{number}/revocation")
    String revoke(@Me AccountId me, @PathVariable String number, RedirectAttributes flash) {
        own(me, number);
        boolean taken = confirmations.revoke(me, number);
        flash.addFlashAttribute(taken ? "notice" : "problem", taken ? "request.revoked" : "request.refused.CLOSED");
        return "redirect:/privacy/requests/" + number;
    }

    private PrivacyRequest own(AccountId me, String number) {
        return rows.find(me, number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private @Nullable Profile profile(@Nullable AccountId me) {
        return me == null ? null : accounts.find(me).orElse(null);
    }

    private String page(@Nullable Profile me, Model model) {
        model.addAttribute("rights", Right.values());
        model.addAttribute("regimes", Regime.choices());
        model.addAttribute("requesters", Requester.values());
        model.addAttribute("own", me == null ? List.of() : requests.of(me.id()));
        model.addAttribute("me", me);
        return "request/requests";
    }
}
