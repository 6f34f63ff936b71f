package com.allvideomodels.request;

import com.allvideomodels.account.LastAdministrator;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.request.Course.Refusal;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/requests}: what must be answered, by when, and what is done about it. */
@Controller
@RequestMapping("/admin/requests")
class RequestAdminPages {

    private final RequestDesk desk;
    private final DeletionDesk deletions;
    private final RequestRows rows;
    private final Holidays holidays;
    private final InstantSource clock;

    RequestAdminPages(
            RequestDesk desk, DeletionDesk deletions, RequestRows rows, Holidays holidays, InstantSource clock) {
        this.desk = desk;
        this.deletions = deletions;
        this.rows = rows;
        this.holidays = holidays;
        this.clock = clock;
    }

    @GetMapping
    String queue(
            @Me AccountId me,
            @RequestParam(defaultValue = "") String shelf,
            @RequestParam(defaultValue = "") String regime,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        var filter = new Queue.Filter(Queue.Shelf.of(shelf), Regime.of(regime), Right.of(right));
        List<Queue.Line> lines = desk.list(filter, Keyset.parse(after), me);
        boolean more = lines.size() > Queue.PAGE;
        List<Queue.Line> shown = more ? lines.subList(0, Queue.PAGE) : lines;
        model.addAttribute("lines", shown);
        model.addAttribute("next", more ? Queue.place(shown.getLast()) : null);
        model.addAttribute("shelf", filter.shelf().key());
        model.addAttribute("regime", regime);
        model.addAttribute("right", right);
        model.addAttribute("shelves", Queue.Shelf.values());
        model.addAttribute("regimes", Regime.choices());
        model.addAttribute("rights", Right.values());
        model.addAttribute("now", clock.instant());
        return "request/queue";
    }

    @GetMapping("/{id}")
    String one(@Me AccountId me, @PathVariable UUID id, Model model) {
        return page(new RequestId(id), me, "", AnswerForm.empty(), model);
    }

    @PostMapping("/{id}/mandate")
    String mandate(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") Set<String> seen,
            RedirectAttributes flash) {
        Requester who = known(id).course().requester();
        if (!seen.containsAll(checklist(who))) {
            flash.addFlashAttribute("problem", "request.mandate.incomplete");
            return back(id);
        }
        return told(desk.checkMandate(new RequestId(id), me), "request.done.mandate", id, flash);
    }

    @PostMapping("/{id}/start")
    String start(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        known(id);
        return told(desk.begin(new RequestId(id), me), "request.done.begun", id, flash);
    }

    @PostMapping("/{id}/notes")
    String note(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            Model model,
            RedirectAttributes flash) {
        return saying("notes", form, id, me, model, () -> {
            desk.write(new RequestId(id), form.words(), me);
            return told(Optional.empty(), "request.done.noted", id, flash);
        });
    }

    @PostMapping("/{id}/duplicate")
    String duplicate(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            RedirectAttributes flash) {
        known(id);
        Optional<PrivacyRequest> earlier =
                rows.find(number.strip()).filter(one -> !one.id().value().equals(id));
        if (earlier.isEmpty()) {
            flash.addFlashAttribute("problem", "request.duplicate.unknown");
            return back(id);
        }
        return told(desk.markDuplicate(new RequestId(id), earlier.get(), me), "request.done.duplicate", id, flash);
    }

    @PostMapping("/{id}/extension")
    String extend(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            Model model,
            RedirectAttributes flash) {
        return saying(
                "extension",
                form,
                id,
                me,
                model,
                () -> told(desk.extend(new RequestId(id), form.words(), me), "request.done.extended", id, flash));
    }

    @PostMapping("/{id}/denial")
    String deny(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            Model model,
            RedirectAttributes flash) {
        known(id);
        if (form.denial().isEmpty() || !form.saysSomething()) {
            return page(new RequestId(id), me, "denial", form, model);
        }
        return told(
                desk.deny(new RequestId(id), form.denial().get(), form.words(), me), "request.done.denied", id, flash);
    }

    @PostMapping("/{id}/answer")
    String answer(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            Model model,
            RedirectAttributes flash) {
        return saying(
                "answer",
                form,
                id,
                me,
                model,
                () -> told(desk.fulfil(new RequestId(id), form.words(), me), "request.done.fulfilled", id, flash));
    }

    @PostMapping("/{id}/nothing-found")
    String findNothing(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            Model model,
            RedirectAttributes flash) {
        return saying(
                "nothing",
                form,
                id,
                me,
                model,
                () -> told(
                        deletions.findNothing(new RequestId(id), form.words(), me),
                        "request.done.fulfilled",
                        id,
                        flash));
    }

    @PostMapping("/{id}/erasure/proposal")
    String propose(@Me AccountId me, @PathVariable UUID id, RedirectAttributes flash) {
        known(id);
        return agreed(deletions.proposeErasure(new RequestId(id), me), "request.erasure.proposed", id, flash);
    }

    @PostMapping("/{id}/erasure/approval")
    String approve(
            @Me AccountId me,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            Model model,
            RedirectAttributes flash) {
        return saying("erasure", form, id, me, model, () -> erased(new RequestId(id), form.words(), me, flash));
    }

    private String erased(RequestId id, String words, AccountId me, RedirectAttributes flash) {
        try {
            return agreed(deletions.approveErasure(id, words, me), "request.erasure.ordered", id.value(), flash);
        } catch (LastAdministrator last) {
            flash.addFlashAttribute("problem", "administrator.last.other");
            return back(id.value());
        }
    }

    /** What staff must have seen before they act for somebody who asks for another (clause ccpa.agents). */
    static List<String> checklist(Requester who) {
        return switch (who) {
            case SELF -> List.of();
            case AGENT -> List.of("permission", "signature");
            case PARENT -> List.of("parent", "child");
        };
    }

    private PrivacyRequest known(UUID id) {
        return rows.find(new RequestId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Does it with the words of the form; the page again, with what was typed, where they say nothing or too much. */
    private String saying(String form, AnswerForm words, UUID id, AccountId me, Model model, Supplier<String> work) {
        known(id);
        return words.saysSomething() ? work.get() : page(new RequestId(id), me, form, words, model);
    }

    private static String agreed(boolean done, String notice, UUID id, RedirectAttributes flash) {
        flash.addFlashAttribute(done ? "notice" : "problem", done ? notice : "request.erasure.refused");
        return back(id);
    }

    private static String told(Optional<Refusal> refusal, String done, UUID id, RedirectAttributes flash) {
        flash.addFlashAttribute(
                refusal.isEmpty() ? "notice" : "problem",
                refusal.map(why -> "request.refused." + why.name()).orElse(done));
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/admin/requests/" + id;
    }

    /** @param wrong the form that said nothing, too much, or no reason */
    private String page(RequestId id, AccountId me, String wrong, AnswerForm form, Model model) {
        RequestDesk.Whole whole =
                desk.look(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        PrivacyRequest request = whole.request();
        model.addAttribute("whole", whole);
        model.addAttribute("request", request);
        model.addAttribute("wrong", wrong);
        model.addAttribute("form", form);
        model.addAttribute("denials", Denial.values());
        model.addAttribute("checklist", checklist(request.course().requester()));
        model.addAttribute("overdue", request.isOverdue(clock.instant()));
        model.addAttribute("flagged", request.isFlagged());
        model.addAttribute(
                "acknowledgeBy",
                request.regime().acknowledgedBy(request.receivedAt(), holidays).orElse(null));
        model.addAttribute("copyable", CopyDesk.isAbout(request));
        model.addAttribute("erasable", DeletionDesk.canErase(request));
        model.addAttribute("mine", me.value().equals(request.erasureProposedBy()));
        return "request/request";
    }
}
