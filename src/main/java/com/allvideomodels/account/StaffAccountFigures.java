package com.allvideomodels.account;

import com.allvideomodels.web.StaffFigures;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What staff see first of accounts. */
@Component
class StaffAccountFigures implements StaffFigures {

    private final StaffGrants grants;
    private final JdbcClient sql;

    StaffAccountFigures(StaffGrants grants, JdbcClient sql) {
        this.grants = grants;
        this.sql = sql;
    }

    @Override
    public List<Figure> figures() {
        long bare = grants.all().stream().filter(one -> !one.hasSecondFactor()).count();
        return List.of(
                Figure.alarmingAbove(0, "staff.figure.without-factor", bare, "/admin/staff"),
                Figure.of("accounts.figure.suspended", suspended(), "/admin/accounts"));
    }

    private long suspended() {
        return sql.sql("select count(*) from suspension").query(Long.class).single();
    }
}
