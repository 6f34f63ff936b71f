package com.allvideomodels.generation;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PersonFacts;
import com.allvideomodels.web.StaffSearch;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of videos: whose one is and how many somebody has in which state; never what was asked for. */
@Component
class GenerationSearch implements StaffSearch, PersonFacts {

    private final JdbcClient sql;
    private final AuditTrail trail;

    GenerationSearch(JdbcClient sql, AuditTrail trail) {
        this.sql = sql;
        this.trail = trail;
    }

    @Override
    @Transactional
    public List<Hit> find(String words, AccountId by) {
        return StaffSearch.id(words).map(id -> find(id, by)).orElseGet(List::of);
    }

    @Override
    public String page() {
        return "/admin/accounts/id";
    }

    @Override
    public List<Fact> about(AccountId person) {
        return sql.sql("""
                        select lower(state), count(*) from generation
                         where owner = :owner and deleted_at is null group by state order by state
                        """)
                .param("owner", person.value())
                .query((row, n) -> Fact.of("generation.staff." + row.getString(1), row.getLong(2)))
                .list();
    }

    private List<Hit> find(UUID id, AccountId by) {
        return sql.sql("select owner, state from generation where id = :id")
                .param("id", id)
                .query((row, n) -> {
                    UUID owner = row.getObject(1, UUID.class);
                    trail.record(Act.of(new Actor.Staff(by), "generation.found")
                            .about(new AccountId(owner))
                            .with("generation", id));
                    return new Hit("generation.staff.one", id + " · " + row.getString(2), "/admin/accounts/" + owner);
                })
                .list();
    }
}
