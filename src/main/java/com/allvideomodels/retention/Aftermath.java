package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What is put right once in a database that was restored, after everything in the log was carried out. */
@Component
class Aftermath {

    private final LogRows rows;
    private final EndOfLog end;
    private final List<AfterRestore> modules;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    Aftermath(
            LogRows rows, EndOfLog end, List<AfterRestore> modules, AuditTrail audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.end = end;
        this.modules = List.copyOf(modules);
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Of several nodes that come here at once, one does it. Outside any transaction.
     *
     * @param certainly although the database has counted as far as what was served last: the backup was made seconds before the end
     */
    void settle(boolean certainly) throws IOException {
        Optional<LogEnd> last = end.read();
        if (last.isPresent()) {
            transaction.executeWithoutResult(status -> settle(last.get(), certainly));
        }
    }

    private void settle(LogEnd last, boolean certainly) {
        if (rows.lockBefore(last.beat()) || certainly) {
            modules.forEach(AfterRestore::restored);
            rows.settled(last);
            audit.record(Act.of(new Actor.Job("retention.restore"), "database.restored")
                    .with("last-seen", last.at()));
        }
    }
}
