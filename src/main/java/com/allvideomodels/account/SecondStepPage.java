package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks whoever came with a password or through Google for the second factor that their account has; until then nobody is signed in. */
@Controller
class SecondStepPage {

    private final Entrance entrance;
    private final TypedCodes codes;
    private final SecondFactors factors;
    private final InstantSource clock;

    SecondStepPage(Entrance entrance, TypedCodes codes, SecondFactors factors, InstantSource clock) {
        this.entrance = entrance;
        this.codes = codes;
        this.factors = factors;
        this.clock = clock;
    }

    @GetMapping(Entrance.SECOND_STEP)
    String ask(HttpServletRequest request, Model model) {
        Optional<AccountId> arriving = entrance.arriving(request);
        if (arriving.isEmpty()) {
            return "redirect:/sign-in";
        }
        model.addAttribute("proof", ProofForm.empty());
        return page(arriving.get(), model);
    }

    @PostMapping(Entrance.SECOND_STEP)
    String check(
            @ModelAttribute("proof") ProofForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<AccountId> arriving = entrance.arriving(request);
        if (arriving.isEmpty()) {
            return "redirect:/sign-in";
        }
        return switch (codes.check(arriving.get(), form.code())) {
            case TypedCodes.Outcome.Right right ->
                "redirect:" + Redirect.to(entrance.complete(right.factor(), request, response));
            case TypedCodes.Outcome.Wrong wrong -> {
                errors.rejectValue("code", "proof.wrong");
                yield page(arriving.get(), model);
            }
            case TypedCodes.Outcome.TooOften often -> {
                TooOften.tell(errors, response, often.until(), clock.instant());
                yield page(arriving.get(), model);
            }
        };
    }

    private String page(AccountId arriving, Model model) {
        model.addAttribute("hasPasskey", factors.hasPasskey(arriving));
        return "account/second-step";
    }
}
