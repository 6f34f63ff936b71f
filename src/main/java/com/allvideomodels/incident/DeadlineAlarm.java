package com.allvideomodels.incident;

import com.allvideomodels.account.Colleagues;
import com.allvideomodels.incident.LegalDeadlines.Due;
import com.allvideomodels.incident.LegalDeadlines.State;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that no deadline of a law passes unseen (clause security.incident): when one of an open incident is near, and once more when it
 * is over without a note, the privacy contact and every privacy officer get a letter. Each is said once; one letter says all that is new.
 */
@Component
class DeadlineAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineAlarm.class);

    private final Incidents incidents;
    private final Notices notices;
    private final Colleagues colleagues;
    private final Mailer mailer;
    private final Operator operator;
    private final JdbcClient sql;
    private final InstantSource clock;

    DeadlineAlarm(
            Incidents incidents,
            Notices notices,
            Colleagues colleagues,
            Mailer mailer,
            Operator operator,
            JdbcClient sql,
            InstantSource clock) {
        this.incidents = incidents;
        this.notices = notices;
        this.colleagues = colleagues;
        this.mailer = mailer;
        this.operator = operator;
        this.sql = sql;
        this.clock = clock;
    }

    /** May run twice and late. */
    @Transactional
    public void raise() {
        List<Incident> open = incidents.open();
        long unsaid = open.stream()
                .flatMap(one -> notices.pressing(one).stream().filter(due -> isUnsaid(one.id(), due)))
                .count();
        if (unsaid > 0) {
            List<Due> pressing =
                    open.stream().flatMap(one -> notices.pressing(one).stream()).toList();
            write(count(pressing, State.NEAR), count(pressing, State.OVER));
        }
    }

    /** @return whether this is the first to say so, which is noted */
    private boolean isUnsaid(UUID incident, Due due) {
        return sql.sql("""
                        insert into incident_alarm (incident, deadline, stage, at) values (:incident, :deadline, :stage, :now)
                        on conflict do nothing""")
                        .param("incident", incident)
                        .param("deadline", due.deadline().id())
                        .param("stage", due.state().name())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static long count(List<Due> pressing, State state) {
        return pressing.stream().filter(due -> due.state() == state).count();
    }

    private void write(long near, long over) {
        Letter letter = Letters.incidentDeadlinesDue(operator.address(IncidentStaffAddresses.PAGE), near, over);
        mailer.write(new EmailAddress(operator.contact().privacyEmail()), Locale.ENGLISH, letter);
        colleagues.inRole(StaffRole.PRIVACY_OFFICER).forEach(officer -> mailer.write(officer, letter));
        if (over > 0) {
            LOG.error("{} deadlines of incidents are over: {}", over, IncidentStaffAddresses.PAGE);
        }
    }
}
