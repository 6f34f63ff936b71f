package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.retention.RetentionPolicy.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What somebody paid, as they read it: the newest first. */
@Repository
class PaymentHistory {

    static final int LINES_ON_A_PAGE = 20;

    private static final String LINE = """
            select p.*,
              greatest(p.refunded, coalesce(
                (select sum(r.amount) from refund r where r.transaction_id = p.transaction_id and r.settled), 0)) as back,
              exists (select 1 from dispute d where d.transaction_id = p.transaction_id) as disputed
            """;

    static final String PAGE = LINE + """
            from (select coalesce(
                (select paid_at from payment where id = :before and payer = :payer), 'infinity'::timestamptz) as at) start, payment p
            where p.payer = :payer and p.paid_at <= start.at and (p.paid_at < start.at or p.id > :before)
            order by p.paid_at desc, p.id limit :most
            """;

    private final JdbcClient sql;
    private final Plans plans;

    PaymentHistory(JdbcClient sql, Plans plans) {
        this.sql = sql;
        this.plans = plans;
    }

    /**
     * One payment.
     *
     * @param product in words; what is sold no more and known no more is told by its id
     * @param amounts {@code null} until Creem has said them
     * @param back what went back, in minor units
     * @param takenBack credits that went back for that, and {@code owed} those that should have and were spent before
     */
    record Line(
            UUID id,
            OffsetDateTime paidAt,
            boolean plan,
            Words product,
            long credits,
            @Nullable Paid amounts,
            long back,
            boolean disputed,
            long takenBack,
            long owed,
            String transaction,
            @Nullable String order) {

        public boolean settled() {
            return back == 0 && !disputed;
        }

        public @Nullable Money backMoney() {
            return amounts == null ? null : new Money(back, amounts.charged().currency());
        }
    }

    /** @param country whose tax it is, two letters, where Creem says it */
    record Paid(
            Money net, Money tax, Money charged, @Nullable String country) {

        public String countryIn(Locale language) {
            return country == null ? "" : Locale.of("", country).getDisplayCountry(language);
        }
    }

    /** @param more whether older ones follow */
    record Page(List<Line> lines, boolean more) {

        public @Nullable UUID next() {
            return more ? lines.getLast().id() : null;
        }
    }

    /** @param before the last line of the page above, {@code null} for the newest */
    Page page(AccountId payer, @Nullable UUID before, int most) {
        List<Line> lines = sql.sql(PAGE)
                .param("payer", payer.value())
                .param("before", before)
                .param("most", most + 1)
                .query((row, number) -> line(row))
                .list();
        boolean more = lines.size() > most;
        return new Page(more ? lines.subList(0, most) : lines, more);
    }

    Optional<Line> find(AccountId payer, UUID payment) {
        return sql.sql(LINE + "from payment p where p.id = :id and p.payer = :payer and p.ended_payer_at is null")
                .param("id", payment)
                .param("payer", payer.value())
                .query((row, number) -> line(row))
                .optional();
    }

    private Line line(ResultSet row) throws SQLException {
        long takenBack = row.getLong("taken_back");
        return new Line(
                row.getObject("id", UUID.class),
                row.getObject("paid_at", OffsetDateTime.class),
                "plan".equals(row.getString("kind")),
                product(row.getString("product")),
                row.getLong("credits"),
                amounts(row),
                row.getLong("back"),
                row.getBoolean("disputed"),
                takenBack,
                row.getLong("due") - takenBack,
                row.getString("transaction_id"),
                row.getString("order_id"));
    }

    private static @Nullable Paid amounts(ResultSet row) throws SQLException {
        String code = row.getString("currency");
        if (code == null) {
            return null;
        }
        Currency currency = Currency.getInstance(code);
        return new Paid(
                new Money(row.getLong("net"), currency),
                new Money(row.getLong("tax"), currency),
                new Money(row.getLong("charged"), currency),
                row.getString("country"));
    }

    private Words product(String id) {
        return plans.find(id).map(Product::name).orElseGet(() -> new Words(id, id));
    }
}
