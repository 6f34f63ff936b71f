package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Nobody is treated worse for using a right: what they pay, what they have and what they reach is the same before and after. */
@ProductTest
@Clause({"right.no-discrimination"})
class NoDiscriminationTests {

    private static final List<String> REACHED = List.of(
            "/create",
            "/generations",
            "/uploads",
            "/credits",
            "/settings/profile",
            "/settings/security",
            "/privacy/consents");

    private static final Pattern PRICES = Pattern.compile("data-price=\"[^\"]*\"|\\d+ credits");

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    AccountClosure closure;

    @Autowired
    Consents consents;

    @Autowired
    Processors processors;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    private AccountId me;

    @BeforeEach
    void somebodyWithCredits() {
        me = people.openAccount().id();
        for (Provider provider : Provider.values()) {
            consents.give(me, Purpose.provider(provider.slug()), stated(provider), Means.CONSENTS_PAGE);
        }
        transaction.executeWithoutResult(
                status -> ledger.grant(me, new Credits(500), new Cause("fixture", me.toString())));
        // The gift of the house comes by an event.
        await().until(() -> balance().available().amount() > 500);
    }

    /** The rights that exist, each used to the end of it; what is undone by the person's own act is undone. */
    private Map<String, Runnable> rights() {
        Map<String, Runnable> rights = new LinkedHashMap<>();
        rights.put("right.correction", () -> post("/settings/profile", "name", "Ada B", "username", username()));
        rights.put(
                "right.access",
                () -> pages.get()
                        .uri("/privacy/receipts")
                        .with(TestPeople.as(me))
                        .exchange());
        rights.put("right.withdraw", () -> {
            for (Provider provider : Provider.values()) {
                consents.withdraw(me, Purpose.provider(provider.slug()), Means.CONSENTS_PAGE);
                consents.give(me, Purpose.provider(provider.slug()), stated(provider), Means.CONSENTS_PAGE);
            }
        });
        rights.put("right.deletion", () -> {
            closure.close(me, new Actor.Person(me));
            closure.reopen(me, new Actor.Person(me));
        });
        return rights;
    }

    @Test
    void priceCreditsAndAccessAreTheSameAfterEachRight() {
        Map<String, Object> before = whatTheyHave();
        assertThat(before.get("prices").toString()).contains("credits");
        rights().forEach((right, use) -> {
            use.run();
            assertThat(whatTheyHave()).as("after %s", right).isEqualTo(before);
        });
    }

    private Map<String, Object> whatTheyHave() {
        Map<String, Object> all = new TreeMap<>();
        all.put("balance", balance());
        REACHED.forEach(path -> all.put(path, status(path)));
        all.put(
                "prices",
                PRICES.matcher(body("/create"))
                        .results()
                        .map(one -> one.group())
                        .toList());
        return all;
    }

    private Ledger.Balance balance() {
        return transaction.execute(status -> ledger.balanceOf(me));
    }

    private int status(String path) {
        return pages.get()
                .uri(path)
                .with(TestPeople.as(me))
                .exchange()
                .getResponse()
                .getStatus();
    }

    private String body(String path) {
        try {
            return pages.get()
                    .uri(path)
                    .with(TestPeople.as(me))
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void post(String path, String... fields) {
        var request = pages.post().uri(path);
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        assertThat(request.with(csrf()).with(TestPeople.as(me)).exchange()).hasStatus3xxRedirection();
    }

    private String username() {
        return "b" + me.value().toString().substring(0, 12);
    }

    private String stated(Provider provider) {
        return processors.find(provider.slug()).orElseThrow().stated().toString();
    }
}
