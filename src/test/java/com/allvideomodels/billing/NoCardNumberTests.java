package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No column, form or parameter ever takes the number of a card; what pays again is a reference of Creem's. */
@ProductTest
@Clause({"collect.billing", "share.creem", "security.payment-tokens"})
class NoCardNumberTests {

    private static final Pattern OF_A_CARD =
            Pattern.compile("(?i)(^|[^a-z])(card|credit_?card|pan|cvc|cvv|iban|expiry_(month|year))([^a-z]|$)");
    private static final Pattern FIELD = Pattern.compile(
            "(?i)(name|id|autocomplete|th:field)=\"[^\"]*(\\bcc-|card-?number|cardnumber|\\bcvc|\\bcvv|\\biban)[^\"]*\"");

    @Autowired
    JdbcClient sql;

    @Test
    void noColumnIsForOne() {
        List<String> columns = sql.sql("""
                select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'
                """).query(String.class).list();
        assertThat(columns).hasSizeGreaterThan(100);
        assertThat(columns)
                .filteredOn(one -> OF_A_CARD.matcher(one.replace('_', ' ')).find())
                .isEmpty();
        assertThat(columns).contains("creem_customer.customer_id", "subscription.customer_id");
    }

    @Test
    void noFormAsksForOne() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("src/main/resources/templates"))) {
            List<Path> all =
                    pages.filter(one -> one.toString().endsWith(".html")).toList();
            assertThat(all).hasSizeGreaterThan(50);
            assertThat(all).filteredOn(one -> FIELD.matcher(read(one)).find()).isEmpty();
        }
    }

    @Test
    void thePatternsKnowOneWhenTheySeeIt() {
        assertThat(OF_A_CARD.matcher("payment.card number").find()).isTrue();
        assertThat(FIELD.matcher("<input name=\"x\" autocomplete=\"cc-number\">")
                        .find())
                .isTrue();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
