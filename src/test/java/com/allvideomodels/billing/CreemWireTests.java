package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.provider.AgainstServer;
import com.allvideomodels.provider.WireFacts;
import com.allvideomodels.running.Launch;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What we send to Creem is what its own client was recorded to send, and each answer has one meaning here. */
class CreemWireTests extends AgainstServer {

    private static final WireFacts FACTS = WireFacts.of("creem");

    private static final UUID REQUEST = UUID.fromString("0198c0de-0000-7000-8000-00000000cafe");
    private static final AccountId ANA = AccountId.fresh();

    static Stream<Arguments> asRecorded() {
        return Stream.of(
                recorded("checkout.get", creem -> creem.checkout("ch_A1")),
                recorded("product.get", creem -> creem.product("prod_pack100")),
                recorded("customer.portal", creem -> creem.portal("cust_A1")),
                recorded("subscription.get", creem -> creem.subscription("sub_A1")),
                recorded("subscription.cancel.scheduled", creem -> creem.cancel("sub_A1")),
                recorded("subscription.cancel.immediate", creem -> creem.cancelNow("sub_A1")),
                recorded("transaction.refund", creem -> creem.refund("tran_A1")));
    }

    private static Arguments recorded(String name, Function<CreemApi, Outcome> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asRecorded")
    void sendsWhatWasRecordedAndTakesTheAnswerWhole(String name, Function<CreemApi, Outcome> call)
            throws InterruptedException {
        JsonNode answer = FACTS.recorded(name).fact().get("answer");
        answers(200, answer.toString());
        assertThat(call.apply(creem())).isEqualTo(new Outcome.Done(answer));
        FACTS.recorded(name).matches(taken(), KEY);
    }

    @Test
    @Clause("share.creem")
    void aPageToPayOnIsAskedForWithTheAccountAndNothingElseOfThePerson() throws InterruptedException {
        answers(200, "{\"id\":\"ch_1\"}");
        assertThat(buy(creem())).isInstanceOf(Outcome.Done.class);
        var sent = taken();
        var recorded = FACTS.recorded("checkout.create.full");
        recorded.matchesButForTheBody(sent, KEY);
        JsonNode body = body(sent);
        assertThat(body).isEqualTo(tree("""
                {"product_id": "prod_pack500", "request_id": "%s", "units": 1, "customer": {"email": "ana@example.test"},
                 "success_url": "https://app.test/billing/return/1", "metadata": {"account_id": "%s"}}
                """.formatted(REQUEST, ANA)));
        assertSameKinds(body, recorded.fact().get("body"));
        assertSameKinds(body.get("customer"), recorded.fact().get("body").get("customer"));
    }

    /** Every field is one that was recorded, and of the same kind. */
    private static void assertSameKinds(JsonNode ours, JsonNode recorded) {
        ours.properties()
                .forEach(field -> assertThat(field.getValue().getNodeType())
                        .as(field.getKey())
                        .isEqualTo(recorded.path(field.getKey()).getNodeType()));
    }

    @Test
    void withoutAnAddressNoCustomerIsNamed() throws InterruptedException {
        answers(200, "{}");
        creem().checkout(REQUEST, "prod_pack500", ANA, Optional.empty(), "https://app.test/billing/return/1");
        assertThat(sent().has("customer")).isFalse();
    }

    @Test
    void anotherPlanCostsNothingToday() throws InterruptedException {
        answers(200, "{}");
        creem().change("sub_A1", "prod_team_month");
        var sent = taken();
        var recorded = FACTS.recorded("subscription.upgrade");
        recorded.matchesButForTheBody(sent, KEY);
        assertThat(body(sent))
                .isEqualTo(tree("{\"product_id\":\"prod_team_month\",\"update_behavior\":\"proration-none\"}"));
        assertSameKinds(body(sent), recorded.fact().get("body"));
    }

    @Test
    void aPlanIsTakenUpAgainUnderItsName() throws InterruptedException {
        answers(200, "{}");
        creem().resume("sub_A1");
        var sent = taken();
        assertThat(sent.getRequestLine()).startsWith("POST /v1/subscriptions/sub_A1/resume ");
        assertThat(sent.getBody().utf8()).isEqualTo("{}");
    }

    @Test
    void listsArePagedWithTheRecordedWords() throws InterruptedException {
        var recorded = server.url(
                FACTS.recorded("transaction.search").fact().get("path").asString());
        answers(200, "{}");
        answers(200, "{}");
        creem().transactions(2, 50);
        creem().subscriptions(3, 20);
        var transactions = taken().getUrl();
        assertThat(transactions.encodedPath()).isEqualTo(recorded.encodedPath());
        assertThat(recorded.queryParameterNames()).containsAll(new HashSet<>(transactions.queryParameterNames()));
        assertThat(transactions.encodedQuery()).isEqualTo("page_number=2&page_size=50");
        assertThat(taken().getTarget()).isEqualTo("/v1/subscriptions/search?page_number=3&page_size=20");
    }

    @Test
    void namesOfOthersChangeNoAddress() throws InterruptedException {
        answers(404, "{}");
        creem().cancel("../refunds?x=/");
        assertThat(taken().getTarget()).isEqualTo("/v1/subscriptions/..%2Frefunds%3Fx%3D%2F/cancel");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused",
        "401, Refused",
        "403, Refused",
        "404, Refused",
        "422, Refused",
        "408, Unknown",
        "409, Unknown",
        "429, NotNow",
        "500, Unknown",
        "502, Unknown",
        "503, Unknown"
    })
    void eachAnswerHasOneMeaningAndNothingIsSentTwice(int status, String meaning) {
        for (Function<CreemApi, Outcome> call : List.<Function<CreemApi, Outcome>>of(
                CreemWireTests::buy, creem -> creem.refund("tran_A1"), creem -> creem.product("prod_pack500"))) {
            int before = server.getRequestCount();
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Retry-After", "0")
                    .body("{\"status\":" + status + "}")
                    .build());
            assertThat(call.apply(creem()).getClass().getSimpleName()).isEqualTo(meaning);
            assertThat(server.getRequestCount() - before).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeReadMayHaveBeenDone() {
        answers(200, "<html>{");
        answers(200, "");
        assertThat(buy(creem())).isEqualTo(new Outcome.Unknown());
        assertThat(buy(creem())).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void aLostAnswerMayHaveBeenDoneAndIsNotAskedForAgain() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answers(200, "{}");
        assertThat(buy(creem())).isEqualTo(new Outcome.Unknown());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whereNobodyListensNothingWasDone() {
        assertThat(buy(at(URI.create("http://localhost:" + Launch.freePort())))).isEqualTo(new Outcome.NotNow());
    }

    private static Outcome buy(CreemApi creem) {
        return creem.checkout(
                REQUEST,
                "prod_pack500",
                ANA,
                Optional.of(new EmailAddress("ana@example.test")),
                "https://app.test/billing/return/1");
    }

    private CreemApi creem() {
        return at(base());
    }

    private static CreemApi at(URI base) {
        return new CreemApi(clients(), new CreemSettings(base, KEY, "secret", List.of()));
    }
}
