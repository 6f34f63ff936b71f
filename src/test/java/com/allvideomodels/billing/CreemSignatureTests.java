package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that were worked out with tools of the shell, not by us. */
class CreemSignatureTests {

    private static final String KEY = "creem_test_hand";

    /** printf 'request_id=r 1|checkout_id=ch_1|order_id=ord_1|customer_id=cust_1|product_id=prod_1|salt=creem_test_hand' | sha256sum */
    private static final String OF_RETURN = "ac4b7bcddeb161660714d6d7797248233ac311cf435b85358ca4d29ba72438de";

    /** The same fields by name, joined by {@code &}, under HMAC: how it was once described, and never was. */
    private static final String AS_ONCE_DESCRIBED = "a2f8ff542b5b064c18d2c84c92abeab126de658e0c32d096ad8b18341846fed1";

    private static final String SECRET = "whsec_creem_test_secret_0123456789";
    private static final String BODY = "{\"id\":\"evt_1\",\"eventType\":\"checkout.completed\"}";

    /** printf BODY | openssl dgst -sha256 -hmac SECRET */
    private static final String OF_BODY = "09a0122052a2df95e2483b788e996dd16691db67a0c157f60bfa462aa1f13c71";

    @Test
    void aWayBackIsSignedOverWhatStandsInItInItsOrder() {
        assertThat(signed(way())).isTrue();
    }

    @Test
    void whatIsEmptyOrNullIsLeftOutAndTheSignatureToo() {
        var more = Stream.of(
                        way().stream(),
                        Stream.of(
                                Map.entry("subscription_id", ""),
                                Map.entry("discount", "null"),
                                Map.entry("signature", OF_RETURN)))
                .flatMap(one -> one)
                .toList();
        assertThat(signed(more)).isTrue();
    }

    @Test
    void anythingElseIsNot() {
        assertThat(signed(way().reversed())).as("another order").isFalse();
        assertThat(signed(way().subList(1, 5))).as("one is missing").isFalse();
        assertThat(signed(Stream.concat(way().stream(), Stream.of(Map.entry("x", "1")))
                        .toList()))
                .as("one is more")
                .isFalse();
        assertThat(CreemSignature.isGenuine(way(), OF_RETURN, KEY + "2"))
                .as("another key")
                .isFalse();
        assertThat(CreemSignature.isGenuine(way(), AS_ONCE_DESCRIBED, KEY)).isFalse();
        assertThat(CreemSignature.isGenuine(way(), "", KEY)).isFalse();
        assertThat(CreemSignature.isGenuine(List.of(), OF_RETURN, KEY)).isFalse();
    }

    @Test
    void aBodyIsSignedAsItCame() {
        assertThat(told(BODY, OF_BODY, SECRET)).isTrue();
        assertThat(told(BODY + " ", OF_BODY, SECRET)).isFalse();
        assertThat(told(BODY, OF_BODY, SECRET.substring("whsec_".length())))
                .as("the whole secret")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "sha256=", "ü", "null"})
    void whatIsNoSignatureIsNone(String signature) {
        assertThat(told(BODY, signature, SECRET)).isFalse();
        assertThat(told(BODY, OF_BODY + signature + "0", SECRET)).isFalse();
    }

    private static List<Map.Entry<String, String>> way() {
        return List.of(
                Map.entry("request_id", "r 1"),
                Map.entry("checkout_id", "ch_1"),
                Map.entry("order_id", "ord_1"),
                Map.entry("customer_id", "cust_1"),
                Map.entry("product_id", "prod_1"));
    }

    private static boolean signed(List<Map.Entry<String, String>> parameters) {
        return CreemSignature.isGenuine(parameters, OF_RETURN, KEY);
    }

    private static boolean told(String body, String signature, String secret) {
        return CreemSignature.isGenuine(signature, body.getBytes(StandardCharsets.UTF_8), secret);
    }
}
