package com.allvideomodels.bench;

import static com.allvideomodels.TestPeople.asStaff;
import static com.allvideomodels.bench.Figures.number;
import static com.allvideomodels.bench.Figures.percentile;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The queue of privacy requests with a hundred requests in it and with many, and the page of one about an account with many videos. */
final class Queued {

    private static final int FEW = 100;
    private static final int WARM_UP = 150;
    private static final int VIEWS = 400;

    private final Figures figures;
    private final int many = Scale.of("requests", 100_000);
    private final int videos = Scale.of("videos", 10_000);

    Queued(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var product = Product.start(Product.launch(Launch.freshDatabase(), sandboxes)
                        .with("generation.workers.auto-startup", "false")
                        .with("spring.quartz.auto-startup", "false"))) {
            var pages = new Officer(product);
            fill(product, 0, FEW);
            pages.times(addresses(product));
            Map<String, List<Double>> few = pages.times(addresses(product));
            fill(product, FEW, many);
            Map<String, List<Double>> much = pages.times(addresses(product));
            few.forEach((page, before) -> add(page, before, much.get(page)));
            one(product, pages);
        }
    }

    private void add(String page, List<Double> few, List<Double> much) {
        double times = percentile(much, 0.5) / percentile(few, 0.5);
        figures.add(
                "%s with %,d requests / with %,d, p50; p99".formatted(page, FEW, many),
                "%s / %s (%s times); %s / %s"
                        .formatted(
                                number(percentile(few, 0.5)),
                                number(percentile(much, 0.5)),
                                number(times),
                                number(percentile(few, 0.99)),
                                number(percentile(much, 0.99))),
                "ms",
                "rendering the page and its row in the audit trail");
    }

    /** Half of them closed; of what is asked least often there is one in a thousand. */
    private static void fill(Product product, int from, int to) {
        product.sql()
                .sql("""
                insert into privacy_request (id, number, received_at, channel, asked, regime, requester, account_id, language,
                  due_at, status, identity_shown, denial, closed_at)
                select gen_random_uuid(), gen_random_uuid()::text, t, 'form', case when n % 1000 = 1 then 'appeal' else 'access' end,
                  case when n % 3 = 0 then 'ccpa' else 'gdpr' end, 'self', gen_random_uuid(), 'en', t + interval '30 days',
                  case when n % 2 = 0 then 'denied' else 'open' end, true, case when n % 2 = 0 then 'no-match' end,
                  case when n % 2 = 0 then t + interval '1 day' end
                from (select n, :now - n * interval '20 seconds' as t from generate_series(:from + 1, :to) n) many
                """)
                .param("now", Product.utc(Instant.now()))
                .param("from", from)
                .param("to", to)
                .update();
        product.sql().sql("vacuum analyze privacy_request").update();
    }

    private static Map<String, String> addresses(Product product) {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("Queue", "/admin/requests");
        addresses.put(
                "Queue from the middle",
                "/admin/requests?after=" + middle(product).token());
        addresses.put("Queue of one law", "/admin/requests?regime=ccpa");
        addresses.put("Queue of a right that is seldom asked for", "/admin/requests?right=appeal");
        addresses.put("Closed requests", "/admin/requests?shelf=closed");
        return addresses;
    }

    private static Keyset middle(Product product) {
        return product.sql()
                .sql("""
                select due_at, id from privacy_request where closed_at is null order by due_at
                offset (select count(*) / 2 from privacy_request where closed_at is null) limit 1
                """)
                .query((row, number) ->
                        new Keyset(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, UUID.class)))
                .single();
    }

    private void one(Product product, Officer pages) throws Exception {
        TestAccount person = product.person();
        for (int number = 0; number < videos; number++) {
            product.finished(person.id(), UUID.randomUUID());
        }
        UUID request = product.sql()
                .sql("select id from privacy_request where closed_at is null limit 1")
                .query(UUID.class)
                .single();
        product.sql()
                .sql("update privacy_request set account_id = :person where id = :id")
                .param("person", person.id().value())
                .param("id", request)
                .update();
        product.sql().sql("vacuum analyze generation").update();
        List<Double> times =
                pages.times(Map.of("one", "/admin/requests/" + request)).get("one");
        figures.add(
                "Page of one request of an account with %,d videos, p50; p99".formatted(videos),
                number(percentile(times, 0.5)) + "; " + number(percentile(times, 0.99)),
                "ms",
                "counting what every module holds of the person");
    }

    /** Looks at pages of staff in this process, so that no network is in the figures. */
    private static final class Officer {

        private final MockMvc pages;
        private final TestAccount me;

        Officer(Product product) {
            pages = MockMvcBuilders.webAppContextSetup((WebApplicationContext) product.context())
                    .apply(springSecurity())
                    .build();
            me = product.person();
        }

        Map<String, List<Double>> times(Map<String, String> addresses) throws Exception {
            Map<String, List<Double>> times = new LinkedHashMap<>();
            for (var page : addresses.entrySet()) {
                times.put(page.getKey(), views(page.getValue()));
            }
            return times;
        }

        private List<Double> views(String address) throws Exception {
            List<Double> times = new ArrayList<>();
            for (int view = 0; view < WARM_UP + VIEWS; view++) {
                long start = System.nanoTime();
                int status = pages.perform(get(address).with(asStaff(me.id(), StaffRole.PRIVACY_OFFICER)))
                        .andReturn()
                        .getResponse()
                        .getStatus();
                if (status != 200) {
                    throw new IllegalStateException(address + " answered " + status);
                }
                if (view >= WARM_UP) {
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
            return times;
        }
    }
}
