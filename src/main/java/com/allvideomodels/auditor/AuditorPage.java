package com.allvideomodels.auditor;

import com.allvideomodels.web.StaffFigures;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the auditor saw, for staff; and a button that lets it look now. */
@Controller
class AuditorPage implements StaffFigures {

    private static final int SHOWN = 50;

    private final Auditor auditor;
    private final AuditRuns runs;
    private final AuditorSettings settings;

    AuditorPage(Auditor auditor, AuditRuns runs, AuditorSettings settings) {
        this.auditor = auditor;
        this.runs = runs;
        this.settings = settings;
    }

    @GetMapping(AuditorAddresses.PAGE)
    String show(Model model) {
        List<AuditRun> all = runs.last(SHOWN);
        model.addAttribute("runs", all);
        model.addAttribute("last", all.isEmpty() ? null : all.getFirst());
        model.addAttribute("grace", settings.grace().toMinutes());
        model.addAttribute("utc", ZoneOffset.UTC);
        return "admin/auditor";
    }

    @PostMapping(AuditorAddresses.PAGE + "/runs")
    String run(RedirectAttributes later) {
        AuditRun run = auditor.audit();
        later.addFlashAttribute(
                run.isClean() ? "notice" : "problem", run.isClean() ? "auditor.clean" : "auditor.unclean");
        return "redirect:" + AuditorAddresses.PAGE;
    }

    @Override
    public List<Figure> figures() {
        return runs.last().stream()
                .flatMap(run -> List.of(
                        Figure.alarmingAbove(0, "auditor.overdue", run.overdue(), AuditorAddresses.PAGE),
                        Figure.alarmingAbove(
                                0, "auditor.orphans-missing", run.orphans() + run.missing(), AuditorAddresses.PAGE))
                        .stream())
                .toList();
    }
}
