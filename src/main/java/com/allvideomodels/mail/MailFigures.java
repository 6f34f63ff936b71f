package com.allvideomodels.mail;

import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What staff see first of mail: letters that nobody attends to, and those that were given up. There is no list of letters. */
@Component
class MailFigures implements StaffFigures {

    /** A letter due for that long is attended to by nobody. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private static final Duration LATELY = Duration.ofDays(1);

    private final JdbcClient sql;
    private final InstantSource clock;

    MailFigures(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        Instant now = clock.instant();
        return List.of(
                Figure.alarmingAbove(
                        0,
                        "mail.figure.stuck",
                        count("state = 'waiting' and not mailing and due_at < :since", now.minus(STUCK)),
                        null),
                Figure.of(
                        "mail.figure.mailing",
                        count("state = 'waiting' and mailing and written_at < :since", now),
                        null),
                Figure.alarmingAbove(
                        0,
                        "mail.figure.refused",
                        count("state = 'refused' and ended_at > :since", now.minus(LATELY)),
                        null));
    }

    private long count(String which, Instant since) {
        return sql.sql("select count(*) from letter where " + which)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
