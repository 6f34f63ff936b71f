package com.allvideomodels.billing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What Creem last said of each thing that is offered, for all nodes. */
@Repository
class ProductChecks {

    private final JdbcClient sql;

    ProductChecks(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param terms on which it is offered here, and about which Creem was asked
     * @param fault why it is not for sale, {@code null} where it is
     */
    record Check(String product, String terms, @Nullable String fault, Instant askedAt) {

        boolean passed() {
            return fault == null;
        }

        public OffsetDateTime when() {
            return askedAt.atOffset(ZoneOffset.UTC);
        }
    }

    void keep(Check check) {
        sql.sql("""
                insert into product_check (product, terms, fault, asked_at) values (:product, :terms, :fault, :at)
                on conflict (product) do update set terms = :terms, fault = :fault, asked_at = :at
                """)
                .param("product", check.product())
                .param("terms", check.terms())
                .param("fault", check.fault())
                .param("at", check.askedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Check> all() {
        return sql.sql("select * from product_check order by product")
                .query((row, number) -> new Check(
                        row.getString("product"),
                        row.getString("terms"),
                        row.getString("fault"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
