package com.allvideomodels.auditor;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Answer;
import com.allvideomodels.web.Me;
import com.allvideomodels.web.StaffFigures;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the auditor saw, for staff; and a button that lets it look now. */
@Controller
class AuditorPage implements StaffFigures {

    private static final int SHOWN = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Auditor auditor;
    private final AuditRuns runs;
    private final AuditorSettings settings;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AuditorPage(
            Auditor auditor,
            AuditRuns runs,
            AuditorSettings settings,
            AuditTrail trail,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.auditor = auditor;
        this.runs = runs;
        this.settings = settings;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
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
    String run(@Me AccountId me, RedirectAttributes later) {
        AuditRun run = auditor.audit();
        transaction.executeWithoutResult(status ->
                trail.record(Act.of(new Actor.Staff(me), "auditor.run").with("run", run.id())));
        Answer.say(later, run.isClean(), "auditor.clean", "auditor.unclean");
        return "redirect:" + AuditorAddresses.PAGE;
    }

    @Override
    public List<Figure> figures() {
        return runs.last()
                .map(run -> List.of(
                        new Figure(
                                "auditor.figure.last",
                                TIME.format(run.at()),
                                AuditorAddresses.PAGE,
                                run.failed() != null
                                        || run.at().plus(settings.stale()).isBefore(clock.instant())),
                        Figure.alarmingAbove(0, "auditor.overdue", run.overdue(), AuditorAddresses.PAGE),
                        Figure.alarmingAbove(
                                0, "auditor.orphans-missing", run.orphans() + run.missing(), AuditorAddresses.PAGE)))
                .orElseGet(() -> List.of(new Figure("auditor.figure.last", "–", AuditorAddresses.PAGE, true)));
    }
}
