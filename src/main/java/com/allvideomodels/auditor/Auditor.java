package com.allvideomodels.auditor;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.retention.LastAudit;
import com.allvideomodels.web.Operator;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Audits, keeps what came of it, and raises the alarm: in the log each time, by a letter when it begins. */
@Component
class Auditor implements LastAudit {

    static final String JOB = "auditor.audit";

    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    private final Audit audit;
    private final AuditRuns runs;
    private final Mailer mailer;
    private final Operator operator;
    private final TransactionTemplate transactions;

    Auditor(Audit audit, AuditRuns runs, Mailer mailer, Operator operator, TransactionTemplate transactions) {
        this.audit = audit;
        this.runs = runs;
        this.mailer = mailer;
        this.operator = operator;
        this.transactions = transactions;
    }

    AuditRun audit() {
        AuditRun run = audit.run();
        if (!run.isClean()) {
            LOG.error(
                    "Not everything is as promised: {} overdue, the oldest by {}; {} orphans, {} missing, {} versions; failed: {}. See /admin/auditor",
                    run.overdue(),
                    run.oldestOverdue(),
                    run.orphans(),
                    run.missing(),
                    run.versions(),
                    run.failed());
        }
        transactions.executeWithoutResult(status -> keep(run));
        return run;
    }

    private void keep(AuditRun run) {
        boolean begins = !run.isClean() && runs.last().map(AuditRun::isClean).orElse(true);
        runs.add(run);
        if (begins) {
            mailer.write(
                    new EmailAddress(operator.contact().privacyEmail()),
                    Locale.ENGLISH,
                    Letters.auditAlarm(
                            operator.address("/admin/auditor"), run.overdue(), run.orphans(), run.missing(), run.at()));
        }
    }

    @Override
    public Optional<Figures> last() {
        boolean failed = runs.last().map(run -> run.failed() != null).orElse(false);
        return runs.lastDone()
                .or(runs::last)
                .map(run -> new Figures(
                        run.at(),
                        failed,
                        run.objects(),
                        run.oldestOverdue().toSeconds(),
                        run.orphans(),
                        run.missing(),
                        run.oldestOutput(),
                        run.oldestUpload()));
    }
}
