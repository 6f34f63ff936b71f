package com.allvideomodels.rights;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.Destructions;
import com.allvideomodels.web.Operator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ordering copies, handing them over, fetching them; each act with its row in the audit trail. */
@Component
class Exports implements Copies {

    static final String JOB = "rights.make-exports";

    private final ExportRows rows;
    private final CopyPreview preview;
    private final MediaVault vault;
    private final Destructions destructions;
    private final Mailer mailer;
    private final AuditTrail audit;
    private final Operator operator;
    private final InstantSource clock;

    Exports(
            ExportRows rows,
            CopyPreview preview,
            MediaVault vault,
            Destructions destructions,
            Mailer mailer,
            AuditTrail audit,
            Operator operator,
            InstantSource clock) {
        this.rows = rows;
        this.preview = preview;
        this.vault = vault;
        this.destructions = destructions;
        this.mailer = mailer;
        this.audit = audit;
        this.operator = operator;
        this.clock = clock;
    }

    /** By the person. @return whether one was ordered; not while another of the same person is being made */
    @Transactional
    public boolean order(AccountId person, Locale language) {
        return order(person, language, new Actor.Person(person));
    }

    @Override
    @Transactional
    public boolean order(AccountId person, Locale language, Actor by) {
        if (destructions.isErased(person)) {
            return false;
        }
        Optional<UUID> ordered = rows.add(person, language, clock.instant());
        ordered.ifPresent(
                id -> audit.record(Act.of(by, "export.ordered").about(person).with("export", id)));
        return ordered.isPresent();
    }

    @Override
    public Preview preview(AccountId person) throws IOException {
        return preview.of(person);
    }

    List<Export> recent(AccountId person, int most) {
        return rows.recent(person, most);
    }

    /**
     * The copy is there for the person from the commit on, and a letter says so.
     *
     * @return whether it was still wanted; if not, nothing is changed
     */
    @Transactional
    public boolean handOver(Export export, Stored copy) {
        if (!rows.ready(export, copy, clock.instant()) || !vault.take(export.person(), copy.id())) {
            return false;
        }
        mailer.write(export.person(), Letters.exportReady(operator.address("/privacy/centre#copy"), copy.deadline()));
        audit.record(
                Act.of(new Actor.Job(JOB), "export.made").about(export.person()).with("export", export.id()));
        return true;
    }

    /** Notes that it is being fetched. Nothing for a stranger's, or one that is over. */
    @Transactional
    public Optional<Stored> fetch(AccountId person, UUID id) {
        Instant now = clock.instant();
        Optional<Export> export = rows.find(person, id).filter(one -> one.isThere(now));
        Optional<Stored> copy =
                export.flatMap(one -> Optional.ofNullable(one.media())).flatMap(media -> vault.find(person, media));
        if (export.isPresent() && copy.isPresent()) {
            rows.fetched(export.get(), now);
            audit.record(Act.of(new Actor.Person(person), "export.fetched").with("export", id));
        }
        return copy;
    }
}
