package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.StaffSearch;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds a hold by its id, for those who may open it. */
@Component
class HoldSearch implements StaffSearch {

    private final JdbcClient sql;
    private final AuditTrail audit;

    HoldSearch(JdbcClient sql, AuditTrail audit) {
        this.sql = sql;
        this.audit = audit;
    }

    @Override
    @Transactional
    public List<Hit> find(String words, AccountId by) {
        return StaffSearch.id(words).map(id -> find(id, by)).orElseGet(List::of);
    }

    @Override
    public String page() {
        return "/admin/holds/id";
    }

    private List<Hit> find(UUID id, AccountId by) {
        return sql.sql("select data_class from legal_hold where id = :id")
                .param("id", id)
                .query((row, number) -> {
                    audit.record(Act.of(new Actor.Staff(by), "hold.found").with("hold", id));
                    return new Hit("hold.one", id + " · " + row.getString(1), "/admin/holds/" + id);
                })
                .list();
    }
}
