package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing in with a password, and the way to Google. */
@Controller
class SignInPage {

    private static final Set<String> GOOGLE_TROUBLE = Set.of("failed", "link-first");

    /** Just now by its person, or not to be opened any more. */
    private static final Set<String> CLOSED = Set.of("now", "for-good");

    private final SignIns signIns;
    private final Accounts accounts;
    private final Entrance entrance;
    private final GoogleOffer offer;
    private final InstantSource clock;

    SignInPage(SignIns signIns, Accounts accounts, Entrance entrance, GoogleOffer offer, InstantSource clock) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.entrance = entrance;
        this.offer = offer;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    String show(
            @Me @Nullable AccountId me,
            @RequestParam(defaultValue = "") String google,
            @RequestParam(defaultValue = "") String closed,
            @RequestParam(defaultValue = "") String suspended,
            Model model) {
        if (me != null) {
            return "redirect:/create";
        }
        model.addAttribute("credentials", new SignInForm("", ""));
        model.addAttribute("googleTrouble", GOOGLE_TROUBLE.contains(google) ? "sign-in.google." + google : null);
        model.addAttribute("suspended", "yes".equals(suspended));
        model.addAttribute("closed", CLOSED.contains(closed) ? "sign-in.closed." + closed : null);
        return page(model);
    }

    @PostMapping("/sign-in")
    String signIn(
            @ModelAttribute("credentials") SignInForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        return switch (signIns.attempt(form.name(), form.password(), Visitor.of(request))) {
            case SignIns.Outcome.Welcome welcome -> {
                String wanted = entrance.admit(welcome.account(), SignInHistory.Method.PASSWORD, request, response);
                remindOfAddress(welcome.account(), flash);
                yield "redirect:" + Redirect.to(wanted);
            }
            case SignIns.Outcome.Refused refused -> {
                errors.reject("sign-in.refused");
                yield page(model);
            }
            case SignIns.Outcome.TooOften often -> {
                TooOften.tell(errors, response, often.until(), clock.instant());
                yield page(model);
            }
        };
    }

    private void remindOfAddress(AccountId who, RedirectAttributes flash) {
        if (accounts.find(who).filter(Profile::emailConfirmed).isEmpty()) {
            flash.addFlashAttribute("notice", "sign-in.unconfirmed");
        }
    }

    private String page(Model model) {
        model.addAttribute("googleOffered", offer.offered());
        return "account/sign-in";
    }
}
