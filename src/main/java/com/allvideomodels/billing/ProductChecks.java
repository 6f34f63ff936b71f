package com.allvideomodels.billing;

import com.allvideomodels.billing.Fault.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    record Check(String product, String terms, @Nullable Fault fault, Instant askedAt) {

        boolean passed() {
            return fault == null;
        }

        public OffsetDateTime when() {
            return askedAt.atOffset(ZoneOffset.UTC);
        }
    }

    void keep(Check check) {
        Optional<Fault> fault = Optional.ofNullable(check.fault());
        sql.sql("""
                insert into product_check (product, terms, fault, found, wanted, asked_at)
                values (:product, :terms, :fault, :found, :wanted, :at)
                on conflict (product) do update
                  set terms = :terms, fault = :fault, found = :found, wanted = :wanted, asked_at = :at
                """)
                .param("product", check.product())
                .param("terms", check.terms())
                .param("fault", fault.map(Fault::key).orElse(null), Types.VARCHAR)
                .param("found", fault.map(Fault::found).orElse(""))
                .param("wanted", fault.map(Fault::wanted).orElse(""))
                .param("at", check.askedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Without those of which an earlier release said in its own words what was wrong, as if nobody had asked about them yet. */
    List<Check> all() {
        return sql.sql("select * from product_check where fault is null or fault = any(:kinds) order by product")
                .param("kinds", Stream.of(Kind.values()).map(Kind::key).toArray(String[]::new))
                .query((row, number) -> new Check(
                        row.getString("product"),
                        row.getString("terms"),
                        fault(row),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable Fault fault(ResultSet row) throws SQLException {
        String kind = row.getString("fault");
        return kind == null ? null : new Fault(Kind.of(kind), row.getString("found"), row.getString("wanted"));
    }
}
