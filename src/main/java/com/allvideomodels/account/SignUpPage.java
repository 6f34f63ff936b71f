package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing up: the age screen, then the form, then a letter. */
@Controller
class SignUpPage {

    private static final String SIGNED_UP = "sign-up.account";

    private final SignUps signUps;
    private final SignUpCheck check;
    private final AgeMarker ages;
    private final ParentalConsents parents;
    private final GoogleSignIn google;
    private final GoogleOffer offer;
    private final Entrance entrance;
    private final Throttle throttle;
    private final Limit network;
    private final InstantSource clock;

    SignUpPage(
            SignUps signUps,
            SignUpCheck check,
            AgeMarker ages,
            ParentalConsents parents,
            GoogleSignIn google,
            GoogleOffer offer,
            Entrance entrance,
            Throttle throttle,
            ThrottleSettings settings,
            InstantSource clock) {
        this.signUps = signUps;
        this.check = check;
        this.ages = ages;
        this.parents = parents;
        this.google = google;
        this.offer = offer;
        this.entrance = entrance;
        this.throttle = throttle;
        this.network = new Limit("sign-up-network", settings.networkBurst(), settings.networkPace());
        this.clock = clock;
    }

    /** Whether this session is the one that opened the account. */
    static boolean signedUpHere(AccountId account, @Nullable HttpSession session) {
        return session != null && account.equals(session.getAttribute(SIGNED_UP));
    }

    @GetMapping("/sign-up")
    String show(@Me @Nullable AccountId me, HttpServletRequest request, Model model, Locale language) {
        if (me != null) {
            return "redirect:/create";
        }
        AgeScreen refused = ages.refused(request);
        if (refused != null) {
            return tooYoung(refused, model);
        }
        if (!ages.passed(request)) {
            model.addAttribute("age", new AgeForm(null, null, null));
            return ageScreen(model, language);
        }
        model.addAttribute("newcomer", SignUpForm.startedBy(arrival(request), signUps.versionInForce()));
        return form(request, model);
    }

    @PostMapping("/sign-up/age")
    String age(
            @Me @Nullable AccountId me,
            @ModelAttribute("age") AgeForm age,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale language) {
        if (me != null) {
            return "redirect:/create";
        }
        AgeScreen refused = ages.refused(request);
        if (refused != null) {
            return tooYoung(refused, model);
        }
        Optional<LocalDate> born = errors.hasErrors() ? Optional.empty() : dateOf(age);
        if (born.isEmpty()) {
            errors.reject("age.wrong");
            return ageScreen(model, language);
        }
        AgeScreen screen = AgeScreen.of(born.get(), clock.instant());
        if (screen == AgeScreen.ADULT) {
            ages.pass(request);
        } else {
            ages.refuse(screen, request, response);
        }
        return "redirect:/sign-up";
    }

    @GetMapping("/sign-up/age")
    String ageAgain() {
        return "redirect:/sign-up";
    }

    @PostMapping("/sign-up")
    String signUp(
            @ModelAttribute("newcomer") SignUpForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale language) {
        if (ages.refused(request) != null || !ages.passed(request)) {
            return "redirect:/sign-up";
        }
        ExternalIdentity identity = arrival(request);
        Optional<Instant> tooOften =
                throttle.refusedUntil(network, Visitor.of(request).network().line());
        if (tooOften.isPresent()) {
            TooOften.tell(errors, response, tooOften.get(), clock.instant());
            return form(request, model);
        }
        String version = signUps.versionInForce();
        return check.check(form, identity, version, language, errors)
                .filter(newcomer -> isNotTheParents(newcomer, ages.invited(request), errors))
                .map(newcomer -> open(newcomer, version, errors, request, response, model))
                .orElseGet(() -> form(request, model));
    }

    @GetMapping("/sign-up/letter")
    String letter(@Me @Nullable AccountId me, HttpServletRequest request) {
        return waiting(me, request) == null ? "redirect:/sign-up" : "account/letter-sent";
    }

    @PostMapping("/sign-up/letter")
    String remind(@Me @Nullable AccountId me, HttpServletRequest request, RedirectAttributes flash) {
        AccountId account = waiting(me, request);
        if (account == null) {
            return "redirect:/sign-up";
        }
        signUps.remind(account);
        flash.addFlashAttribute("notice", "letter-sent.again");
        return "redirect:" + (me == null ? "/sign-up/letter" : "/settings/profile");
    }

    private String open(
            Newcomer newcomer,
            String version,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (signUps.open(newcomer, version, ages.invited(request))) {
            case SignUps.Outcome.Opened opened -> opened(newcomer, opened.account(), request, response);
            case SignUps.Outcome.UsernameTaken taken -> {
                errors.rejectValue("username", "account.username.taken");
                yield form(request, model);
            }
            case SignUps.Outcome.AlreadyHere already -> "redirect:/sign-in?google=link-first";
            case SignUps.Outcome.ConsentGone gone -> {
                ages.forget(request);
                yield "account/parental-stale";
            }
        };
    }

    /** One who is asked for consent and the one it is for have each their own address, or it was nobody's but the child's. */
    private boolean isNotTheParents(Newcomer newcomer, @Nullable UUID consent, BindingResult errors) {
        boolean same = consent != null
                && parents.unused(consent)
                        .filter(one -> one.parent().equals(newcomer.email()))
                        .isPresent();
        if (same) {
            errors.reject("sign-up.email.parents");
        }
        return !same;
    }

    private String opened(
            Newcomer newcomer, AccountId account, HttpServletRequest request, HttpServletResponse response) {
        ages.forget(request);
        request.getSession().setAttribute(SIGNED_UP, account);
        request.getSession().setMaxInactiveInterval(Tokens.Purpose.CONFIRM_ADDRESS.seconds());
        if (newcomer.identity() == null) {
            return "redirect:/sign-up/letter";
        }
        google.forgetArrival(request.getSession());
        String wanted = entrance.admit(account, SignInHistory.Method.GOOGLE, request, response);
        return "redirect:" + (newcomer.addressIsProven() ? Redirect.to(wanted) : "/sign-up/letter");
    }

    private @Nullable AccountId waiting(@Nullable AccountId me, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (me != null || session == null) {
            return me;
        }
        return session.getAttribute(SIGNED_UP) instanceof AccountId account ? account : null;
    }

    private @Nullable ExternalIdentity arrival(HttpServletRequest request) {
        return google.arrival(request.getSession(false));
    }

    private Optional<LocalDate> dateOf(AgeForm age) {
        Integer year = age.year();
        Integer month = age.month();
        Integer day = age.day();
        return year == null || month == null || day == null
                ? Optional.empty()
                : AgeScreen.date(year, month, day, clock.instant());
    }

    private String form(HttpServletRequest request, Model model) {
        ExternalIdentity identity = arrival(request);
        model.addAttribute("arrival", identity);
        model.addAttribute("addressGiven", identity != null && identity.email() != null);
        model.addAttribute("version", signUps.versionInForce());
        return "account/sign-up";
    }

    private String ageScreen(Model model, Locale language) {
        Map<String, String> months = new LinkedHashMap<>();
        months.put("", "");
        for (Month month : Month.values()) {
            months.put(Integer.toString(month.getValue()), month.getDisplayName(TextStyle.FULL_STANDALONE, language));
        }
        model.addAttribute("months", months);
        model.addAttribute("googleOffered", offer.offered());
        return "account/age";
    }

    private static String tooYoung(AgeScreen refused, Model model) {
        model.addAttribute("teenager", refused == AgeScreen.TEENAGER);
        model.addAttribute("guardian", new ParentForm(""));
        return "account/too-young";
    }
}
