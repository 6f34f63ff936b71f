package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts.TestAccount;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever people told us of themselves they can correct themselves; what they did not tell says so, and how to have it corrected. */
@ProductTest
@Clause({"right.correction", "ccpa.correct"})
class CorrectionTests {

    /** Where a column is corrected: the page and the field. */
    private static final Map<String, Map<String, String>> CORRECTED = Map.of(
            "/settings/profile", Map.of("name", "name", "username", "username", "email", "email"),
            "/settings/security", Map.of("password_hash", "password"),
            "/settings/preferences", Map.of("language", "language", "theme", "theme", "defaults", "resolution"));

    /** What nobody typed: what happened, and when. */
    private static final Set<String> WRITTEN_BY_US = Set.of(
            "id",
            "opened_at",
            "email_confirmed_at",
            "closed_at",
            "erasure_ordered_at",
            "sessions_from",
            "account_type",
            "subscription_status");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    @Test
    void everyColumnOfTheAccountIsCorrectedSomewhereOrWasNeverTyped() {
        Set<String> known = new TreeSet<>(WRITTEN_BY_US);
        CORRECTED.values().forEach(fields -> known.addAll(fields.keySet()));
        assertThat(known).isEqualTo(new TreeSet<>(columns()));
    }

    @Test
    void eachOfThemHasItsField() {
        Browser browser = new Browser(port).signIn(people.openAccount());
        CORRECTED.forEach((page, fields) -> {
            String body = browser.open(page).body();
            fields.values().forEach(field -> assertThat(body).as(page).contains("name=\"" + field + "\""));
        });
    }

    @Test
    void whatWeWroteSaysWhyAndWhoCorrectsIt() {
        TestAccount ana = people.openAccount();
        assertThat(new Browser(port).signIn(ana).open("/settings/profile").text())
                .contains("are written by us", "ask us to correct it: ");
    }

    private Set<String> columns() {
        return new TreeSet<>(sql.sql(
                        "select column_name from information_schema.columns where table_schema = 'public' and table_name = 'account'")
                .query(String.class)
                .list());
    }
}
