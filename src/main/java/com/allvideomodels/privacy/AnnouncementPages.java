package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What everyone is told: staff write it, everyone reads it. */
@Controller
class AnnouncementPages {

    private static final String SCREEN = "redirect:/admin/announcements";

    private final Announcements announcements;
    private final InstantSource clock;

    AnnouncementPages(Announcements announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    @GetMapping("/announcements/{id}")
    String read(@PathVariable UUID id, Locale language, Model model) {
        model.addAttribute(
                "announcement",
                announcements.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("language", language);
        return "privacy/announcement";
    }

    @GetMapping("/admin/announcements")
    String all(Locale language, Model model) {
        model.addAttribute("made", announcements.newest());
        model.addAttribute("now", clock.instant());
        model.addAttribute("language", language);
        return "admin/announcements";
    }

    @GetMapping("/admin/announcements/new")
    String blank(Model model) {
        model.addAttribute("announcing", AnnouncementForm.empty(today()));
        return "admin/announcement-new";
    }

    @PostMapping("/admin/announcements")
    String announce(
            @Me AccountId me,
            @ModelAttribute("announcing") AnnouncementForm form,
            BindingResult errors,
            RedirectAttributes flash) {
        form.check(errors, today());
        if (errors.hasErrors()) {
            return "admin/announcement-new";
        }
        announcements.announce(form, me);
        flash.addFlashAttribute("notice", "announcement.made");
        return SCREEN;
    }

    @PostMapping("/admin/announcements/{id}/end")
    String end(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        announcements.end(id, me);
        flash.addFlashAttribute("notice", "announcement.ended");
        return SCREEN;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
