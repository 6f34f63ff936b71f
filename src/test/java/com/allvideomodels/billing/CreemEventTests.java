package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Creem tells us: believed only if it is signed, made true once, in whichever order and however often it is told. */
@ProductTest
class CreemEventTests {

    private static final JsonNode SAMPLES = samples();

    @Autowired
    MockMvcTester pages;

    @Autowired
    CreemSettings settings;

    @Autowired
    EventWork work;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    private final String own = UUID.randomUUID().toString().replace("-", "");

    private static JsonNode samples() {
        try (var json = CreemEventTests.class.getResourceAsStream("/vectors/creem-webhooks.json")) {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> events() {
        return SAMPLES.path("events").valueStream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySampleIsSignedAsWeSign(JsonNode sample) {
        byte[] body = sample.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
        String secret = SAMPLES.at("/signature/secret").stringValue();
        String signature = sample.path("signature").stringValue();
        assertThat(CreemSignature.isGenuine(signature, body, secret)).isTrue();
        body[body.length / 2] ^= 1;
        assertThat(CreemSignature.isGenuine(signature, body, secret)).isFalse();
        assertThat(CreemSignature.isGenuine("", body, secret)).isFalse();
    }

    @Test
    void addressesOfReturnAreSignedInTheirOwnOrder() {
        SAMPLES.path("returns").forEach(one -> {
            var parameters = parameters(one.path("url").stringValue());
            String signature = parameters.removeLast().getValue();
            String key = one.path("api_key").stringValue();
            assertThat(CreemSignature.isGenuine(parameters, signature, key)).isTrue();
            Collections.reverse(parameters);
            assertThat(CreemSignature.isGenuine(parameters, signature, key)).isFalse();
        });
    }

    private static List<Map.Entry<String, String>> parameters(String url) {
        return new ArrayList<>(Stream.of(URI.create(url).getRawQuery().split("&"))
                .map(one -> one.split("=", 2))
                .map(one -> Map.entry(one[0], URLDecoder.decode(one[1], StandardCharsets.UTF_8)))
                .toList());
    }

    @Test
    void whatIsNotSignedIsNotEvenWrittenDown() {
        String body = mine(event("checkout.completed (one-time pack)"), AccountId.fresh());
        assertThat(post(body, "00")).isEqualTo(401);
        assertThat(post("x".repeat(CreemHook.LARGEST_BODY + 1), "00")).isEqualTo(413);
        assertThat(known()).isZero();
    }

    @Test
    void aPackIsPaidByItsCheckoutHoweverOftenThatIsTold() {
        AccountId ana = people.openAccount().id();
        tell(mine(event("checkout.completed (one-time pack)"), ana), 3);
        assertThat(bought(ana)).isEqualTo(500);
        assertThat(outcome("T001")).isEqualTo("done");
    }

    /** Paid, paid again, about to end, ended, refused by a bank and refunded: whatever comes first, what stays is the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderInWhichThingsAreToldDoesNotMatter(long seed) {
        AccountId ana = people.openAccount().id();
        List<String> all = new ArrayList<>(
                events().map(one -> mine(one.path("body").stringValue(), ana)).toList());
        Collections.shuffle(all, new Random(seed));
        all.forEach(one -> tell(one, 1 + (int) (seed % 2)));
        // The pack was refunded and the first month disputed; the second month is left.
        assertThat(bought(ana)).as("order %d", seed).isEqualTo(1000);
        assertThat(subscriptions.of(ana).orElseThrow().standing()).isEqualTo(Told.Standing.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"evt_%s\",\"eventType\":\"subscription.reborn\",\"object\":{\"status\":\"new\"}}",
                "{\"id\":\"evt_%s\",\"eventType\":\"customer_credits.exhausted\",\"object\":null}",
                "{\"id\":\"evt_%s\",\"eventType\":\"checkout.completed\",\"object\":{\"order\":null,\"product\":null}}",
                "{\"id\":\"evt_%s\",\"eventType\":\"refund.created\",\"object\":{\"refund_amount\":\"all\",\"refund_currency\":\"GOLD\"}}",
                "{\"id\":\"evt_%s\",\"eventType\":null}",
            })
    void whatIsNewOrMissingStopsNothing(String event) {
        String body = event.formatted(own);
        tell(body, 1);
        assertThat(outcome("evt_" + own, "")).isIn("of-no-concern", "plan-of-nobody", "refund-of-nothing");
    }

    @Test
    void aPaymentOfNobodyWaitsForStaff() {
        tell(event("checkout.completed (one-time pack)").replace("evt_T001", "evt_T001" + own), 1);
        assertThat(outcome("T001")).isEqualTo("payer-unknown");
    }

    @Test
    void bodiesLieEncrypted() {
        AccountId ana = people.openAccount().id();
        tell(mine(event("checkout.completed (one-time pack)"), ana), 1);
        byte[] body = sql.sql("select body from creem_event where id = :id")
                .param("id", "evt_T001" + own)
                .query(byte[].class)
                .single();
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("Buyer", "example.com");
    }

    private static String event(String name) {
        return events().filter(one -> one.path("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow()
                .path("body")
                .stringValue();
    }

    /** The sample as it would be about this person and our products, under names of its own. */
    private String mine(String body, AccountId who) {
        return body.replace("acc_42", who.toString())
                .replace("prod_pack100", "prod_pack500")
                .replace("prod_pro_month", "prod_light_month")
                .replaceAll("\"((?:evt|tran|ord|ch|sub|cust|ref|disp)_\\w+)\"", "\"$1" + own + "\"");
    }

    private void tell(String body, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(post(body, signature(body))).isEqualTo(200);
            work.workOff();
        }
    }

    private int post(String body, String signature) {
        return pages.post()
                .uri("/hooks/creem")
                .contentType(MediaType.APPLICATION_JSON)
                .header("creem-signature", signature)
                .content(body)
                .exchange()
                .getResponse()
                .getStatus();
    }

    private String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private long known() {
        return sql.sql("select count(*) from creem_event where id like :own")
                .param("own", "%" + own)
                .query(Long.class)
                .single();
    }

    private String outcome(String sample) {
        return outcome("evt_" + sample, own);
    }

    private String outcome(String id, String end) {
        return sql.sql("select outcome from creem_event where id = :id")
                .param("id", id + end)
                .query(String.class)
                .single();
    }

    private long bought(AccountId who) {
        return Bought.by(sql, who);
    }
}
