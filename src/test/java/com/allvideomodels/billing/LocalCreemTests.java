package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.creem.Buyer;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.kernel.AccountId;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The way we speak to Creem, end to end with the one on this machine, and what it does when it is told to fail. */
class LocalCreemTests {

    private static final AccountId ANA = AccountId.fresh();

    @TempDir
    Path folder;

    @Test
    void aPlanIsBoughtChangedEndedTakenUpAndPaidBack() {
        try (var local = started()) {
            CreemApi creem = api(local, LocalCreem.API_KEY);
            String checkout = id(buy(creem, "prod_light_month"));
            Buyer.pays(page(creem, checkout), Buyer.GOOD_CARD, "ana@example.test");
            JsonNode paid = done(creem.checkout(checkout));
            assertThat(paid.path("status").asString()).isEqualTo("completed");
            assertThat(paid.at("/metadata/" + Owners.ACCOUNT).asString()).isEqualTo(ANA.toString());
            String plan = id(new Outcome.Done(paid.path("subscription")));

            assertThat(status(creem.cancel(plan))).isEqualTo("scheduled_cancel");
            assertThat(status(creem.resume(plan))).isEqualTo("active");
            assertThat(done(creem.change(plan, "prod_studio_month"))
                            .at("/product/id")
                            .asString())
                    .isEqualTo("prod_studio_month");
            JsonNode last = done(creem.subscription(plan)).path("last_transaction");
            assertThat(Transaction.read(last))
                    .map(one -> one.amounts().charged().minor())
                    .contains(1309L);
            assertThat(status(creem.refund(last.path("id").asString()))).isEqualTo("succeeded");
            assertThat(creem.refund(last.path("id").asString())).isEqualTo(new Outcome.Refused(400));
            assertThat(done(creem.transactions(1, 50)).at("/items/0/status").asString())
                    .isEqualTo("refunded");
            assertThat(status(creem.cancelNow(plan))).isEqualTo("canceled");
            String customer = paid.at("/customer/id").asString();
            assertThat(done(creem.portal(customer)).path("customer_portal_link").asString())
                    .startsWith(local.address().toString());
        }
    }

    @Test
    void whatItKnowsSurvivesARestart() {
        String checkout;
        try (var local = started()) {
            checkout = id(buy(api(local, LocalCreem.API_KEY), "prod_pack500"));
        }
        try (var local = started()) {
            assertThat(status(api(local, LocalCreem.API_KEY).checkout(checkout)))
                    .isEqualTo("pending");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOSES_ANSWER, Unknown",
        "DOWN, Unknown",
        "BUSY, NotNow",
        "FORBIDDEN, Refused",
        "GARBAGE, Unknown",
    })
    void aFaultOnDemandIsOneAnswerAndOneCall(LocalCreem.Kind fault, String meaning) {
        try (var local = started()) {
            local.next("/v1/checkouts", fault);
            Outcome outcome = buy(api(local, LocalCreem.API_KEY), "prod_pack500");
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(meaning);
            assertThat(local.asked()).containsExactly("POST /v1/checkouts");
            assertThat(buy(api(local, LocalCreem.API_KEY), "prod_pack500")).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void anotherKeyAndThingsThatAreNotThereAreRefused() {
        try (var local = started()) {
            assertThat(buy(api(local, "creem_test_OTHER"), "prod_pack500")).isEqualTo(new Outcome.Refused(403));
            CreemApi creem = api(local, LocalCreem.API_KEY);
            assertThat(buy(creem, "prod_nothing")).isEqualTo(new Outcome.Refused(404));
            assertThat(creem.product("prod_nothing")).isEqualTo(new Outcome.Refused(404));
            assertThat(creem.portal("cust_nobody")).isEqualTo(new Outcome.Refused(404));
            assertThat(creem.cancel("sub_nothing")).isEqualTo(new Outcome.Refused(404));
        }
    }

    private LocalCreem started() {
        LocalCreem local = LocalCreem.at(0, folder.resolve("creem.json"), InstantSource.system(), 1000);
        local.sells(Path.of("config/plans.yml"));
        return local;
    }

    private static CreemApi api(LocalCreem local, String key) {
        return new CreemApi(
                new ApiClients(InstantSource.system()), new CreemSettings(local.address(), key, "secret", List.of()));
    }

    private static Outcome buy(CreemApi creem, String product) {
        return creem.checkout(UUID.randomUUID(), product, ANA, Optional.empty(), "https://app.test/billing/return/1");
    }

    private static URI page(CreemApi creem, String checkout) {
        return URI.create(done(creem.checkout(checkout)).path("checkout_url").asString());
    }

    private static JsonNode done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).answer();
    }

    private static String id(Outcome outcome) {
        return CreemObjects.id(done(outcome)).orElseThrow();
    }

    private static String status(Outcome outcome) {
        return done(outcome).path("status").asString();
    }
}
