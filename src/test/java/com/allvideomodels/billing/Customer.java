package com.allvideomodels.billing;

import static com.allvideomodels.TestPeople.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.creem.Buyer;
import com.allvideomodels.kernel.AccountId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Somebody with an account who buys and looks at the pages of billing; nobody tells what Creem does, it is looked at. */
final class Customer {

    private final ApplicationContext product;
    private final TestAccount account;

    Customer(ApplicationContext product) {
        this.product = product;
        this.account = product.getBean(TestAccounts.class).openAccount();
        Shop shop = product.getBean(Shop.class);
        if (shop.forSale().size() < product.getBean(Plans.class).offered().size()) {
            shop.checkAll();
        }
    }

    AccountId id() {
        return account.id();
    }

    /** @return Creem's name of what was bought: its transaction */
    String buys(String what) {
        return pays(page(what));
    }

    /** A page at Creem on which it can be paid. */
    URI page(String what) {
        return URI.create(
                post("/billing/buy/" + what, Map.of("click", UUID.randomUUID().toString()))
                        .getRedirectedUrl());
    }

    /** @return Creem's name of what was bought: its transaction */
    String pays(URI page) {
        paysUnseen(page);
        product.getBean(TestClock.class).advance(Duration.ofMinutes(3));
        product.getBean(CheckoutWatch.class).look();
        return product.getBean(PaymentHistory.class)
                .page(id(), null, 1)
                .lines()
                .getFirst()
                .transaction();
    }

    /** Nobody here knows of it yet. @return the address to which Creem sends them back */
    URI paysUnseen(URI page) {
        return Buyer.pays(page, Buyer.GOOD_CARD, account.email().value()).orElseThrow();
    }

    /** The plan as it is known here. */
    Subscriptions.Subscription plan() {
        return product.getBean(Subscriptions.class).of(id()).orElseThrow();
    }

    /** Something happens at Creem, and is told. */
    void creem(String thing, String act) {
        Buyer.staff(TestInfrastructure.creem(), thing, act);
    }

    String sees(String path) {
        byte[] body = opens(path).getResponse().getContentAsByteArray();
        return new String(body, StandardCharsets.UTF_8);
    }

    MvcTestResult opens(String path) {
        return product.getBean(MockMvcTester.class)
                .get()
                .uri(path)
                .with(as(id()))
                .exchange();
    }

    MockHttpServletResponse post(String path, Map<String, String> form) {
        return sends(path, form).getResponse();
    }

    MvcTestResult sends(String path, Map<String, String> form) {
        var request = product.getBean(MockMvcTester.class).post().uri(path);
        form.forEach(request::param);
        return request.with(csrf()).with(as(id())).exchange();
    }

    /** What the page after it says. */
    String word(String path) {
        var flash = sends(path, Map.of()).getMvcResult().getFlashMap();
        return String.valueOf(flash.containsKey("notice") ? flash.get("notice") : flash.get("problem"));
    }
}
