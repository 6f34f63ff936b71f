package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A criterion whose rows are of one table. Nothing of it is ever typed by anybody.
 *
 * @param column of the account
 * @param rows the table and a condition, which may name {@code :from}, {@code :to} and {@code :choice}
 */
public record AccountQuestion(JdbcClient sql, String key, List<String> choices, String column, String rows)
        implements AccountCriterion {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    public AccountQuestion {
        choices = List.copyOf(choices);
    }

    @Override
    public List<AccountId> find(Instant from, Instant to, String choice, @Nullable AccountId after, int most) {
        return sql
                .sql("select distinct " + column + " from " + rows + " and " + column
                        + " > :after order by 1 limit :most")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("choice", choice)
                .param("after", after == null ? BEFORE_ALL : after.value())
                .param("most", most)
                .query(UUID.class)
                .stream()
                .map(AccountId::new)
                .toList();
    }
}
