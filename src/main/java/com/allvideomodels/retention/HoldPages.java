package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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

/** {@code /admin/holds}: what may not be destroyed for now, and why. */
@Controller
@RequestMapping("/admin/holds")
class HoldPages {

    private static final int PAST = 50;

    private final LegalHolds holds;
    private final HoldDesk desk;
    private final HoldChoices choices;
    private final InstantSource clock;

    HoldPages(LegalHolds holds, HoldDesk desk, HoldChoices choices, InstantSource clock) {
        this.holds = holds;
        this.desk = desk;
        this.choices = choices;
        this.clock = clock;
    }

    @GetMapping
    String all(@Me AccountId me, Locale language, Model model) {
        Instant now = clock.instant();
        model.addAttribute("holds", desk.list(now, PAST, me));
        return page("admin/holds", now, language, model);
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String dataClass,
            @RequestParam(defaultValue = "") String item,
            Locale language,
            Model model) {
        Instant now = clock.instant();
        model.addAttribute("hold", HoldForm.about(scope, dataClass, item, HoldDesk.today(now)));
        return page("admin/hold-new", now, language, model);
    }

    @PostMapping
    String place(
            @Me AccountId me,
            @ModelAttribute("hold") HoldForm form,
            BindingResult errors,
            Locale language,
            Model model,
            RedirectAttributes flash) {
        Instant now = clock.instant();
        form.check(errors, choices, HoldDesk.today(now));
        if (errors.hasErrors()) {
            return page("admin/hold-new", now, language, model);
        }
        return switch (holds.place(form.order(me))) {
            case Placement.Held held -> {
                flash.addFlashAttribute("notice", "hold.placed");
                yield "redirect:/admin/holds/" + held.hold();
            }
            case Placement.TooLate late -> {
                errors.reject("hold.too-late", new Object[] {late.destroyedAt()}, null);
                yield page("admin/hold-new", now, language, model);
            }
            case Placement.NotFound none -> {
                errors.rejectValue("item", "hold.not-found");
                yield page("admin/hold-new", now, language, model);
            }
        };
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @Me AccountId me, Locale language, Model model) {
        model.addAttribute(
                "one", desk.look(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return page("admin/hold", clock.instant(), language, model);
    }

    @PostMapping("/{id}/review")
    String review(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String next,
            RedirectAttributes flash) {
        Instant now = clock.instant();
        Optional<LocalDate> day = HoldForm.day(next).filter(one -> HoldForm.canReview(one, HoldDesk.today(now)));
        day.ifPresent(one -> desk.review(id, me, one, now));
        Answer.say(flash, day.isPresent(), "hold.review.noted", "hold.review.wrong");
        return "redirect:/admin/holds/" + id;
    }

    @GetMapping("/{id}/release")
    String beforeRelease(@PathVariable UUID id, @Me AccountId me, Locale language, Model model) {
        model.addAttribute("releasing", true);
        model.addAttribute("wrong", false);
        return one(id, me, language, model);
    }

    @PostMapping("/{id}/release")
    String release(
            @PathVariable UUID id,
            @Me AccountId me,
            @RequestParam(defaultValue = "") String why,
            Locale language,
            Model model,
            RedirectAttributes flash) {
        if (why.isBlank() || why.length() > 2000) {
            model.addAttribute("releasing", true);
            model.addAttribute("wrong", true);
            model.addAttribute("why", why);
            return one(id, me, language, model);
        }
        holds.release(id, me, why.strip());
        flash.addFlashAttribute("notice", "hold.released");
        return "redirect:/admin/holds/" + id;
    }

    private String page(String view, Instant now, Locale language, Model model) {
        model.addAttribute("names", choices.named(language));
        model.addAttribute("single", choices.single());
        model.addAttribute("grounds", HoldForm.GROUNDS);
        model.addAttribute("today", HoldDesk.today(now));
        model.addAttribute("now", now);
        return view;
    }
}
