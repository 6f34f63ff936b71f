package com.allvideomodels.billing;

import com.allvideomodels.billing.CheckoutDesk.Way;
import com.allvideomodels.billing.Checkouts.Checkout;
import com.allvideomodels.billing.Checkouts.State;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Buying: what exactly is bought and what it costs, the way to pay, and the way back, which is believed only once Creem says so itself. */
@Controller
class BuyPages {

    private final Plans plans;
    private final Shop shop;
    private final CheckoutDesk desk;
    private final Checkouts checkouts;
    private final Subscriptions subscriptions;
    private final CreemSettings creem;
    private final InstantSource clock;

    BuyPages(
            Plans plans,
            Shop shop,
            CheckoutDesk desk,
            Checkouts checkouts,
            Subscriptions subscriptions,
            CreemSettings creem,
            InstantSource clock) {
        this.plans = plans;
        this.shop = shop;
        this.desk = desk;
        this.checkouts = checkouts;
        this.subscriptions = subscriptions;
        this.creem = creem;
        this.clock = clock;
    }

    @GetMapping("/billing/buy/{id}")
    String show(@Me AccountId me, @PathVariable String id, Model model) {
        Product product = offered(id);
        model.addAttribute("product", product);
        model.addAttribute("plan", product instanceof Product.Plan ? product : null);
        model.addAttribute("click", UUID.randomUUID());
        model.addAttribute("obstacle", obstacle(me, product).orElse(null));
        return "billing/buy";
    }

    private Product offered(String id) {
        return plans.offered().stream()
                .filter(one -> creem.isOn() && one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Why this person cannot buy it now, as a message. */
    private Optional<String> obstacle(AccountId me, Product product) {
        if (!shop.sells(product)) {
            return Optional.of("buy.not-for-sale");
        }
        return product instanceof Product.Plan && !subscriptions.running(me).isEmpty()
                ? Optional.of("buy.running")
                : Optional.empty();
    }

    @PostMapping("/billing/buy/{id}")
    String buy(@Me AccountId me, @PathVariable String id, @RequestParam UUID click, RedirectAttributes flash) {
        Product product = offered(id);
        if (obstacle(me, product).isPresent()) {
            return "redirect:/billing/buy/" + id;
        }
        return switch (desk.begin(me, click, product)) {
            case Way.Pay pay -> "redirect:" + pay.page();
            case Way.Paid paid -> "redirect:/billing/return/" + paid.checkout();
            case Way.NotNow later -> {
                flash.addFlashAttribute("problem", "buy.not-now");
                yield "redirect:/billing/buy/" + id;
            }
        };
    }

    /** Nothing here is believed but that somebody is back, and that only with Creem's signature: then it is asked at once. */
    @GetMapping("/billing/return/{id}")
    String back(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, Model model) {
        Checkout checkout = own(me, id);
        if (checkout.state() == State.OPEN && isSigned(request)) {
            checkouts.lookNow(id, clock.instant());
        }
        model.addAttribute("checkout", checkout);
        model.addAttribute("product", plans.find(checkout.product()).orElse(null));
        return "billing/return";
    }

    /** The same page's middle, asked for again and again until it is settled; then all of it is new, the balance in its frame too. */
    @GetMapping("/billing/return/{id}/state")
    String state(@Me AccountId me, @PathVariable UUID id, Model model, HttpServletResponse response) {
        Checkout checkout = own(me, id);
        if (checkout.state() != State.OPEN) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("checkout", checkout);
        model.addAttribute("product", plans.find(checkout.product()).orElse(null));
        return "billing/return :: state";
    }

    private Checkout own(AccountId me, UUID id) {
        return checkouts.find(me, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private boolean isSigned(HttpServletRequest request) {
        List<Map.Entry<String, String>> parameters = parameters(request.getQueryString());
        Optional<String> signature = parameters.stream()
                .filter(one -> one.getKey().equals("signature"))
                .map(Map.Entry::getValue)
                .findFirst();
        return signature
                .filter(one -> CreemSignature.isGenuine(parameters, one, creem.apiKey()))
                .isPresent();
    }

    private static List<Map.Entry<String, String>> parameters(@org.jspecify.annotations.Nullable String query) {
        return Stream.of((query == null ? "" : query).split("&"))
                .map(one -> one.split("=", 2))
                .filter(one -> one.length == 2)
                .map(one -> Map.entry(one[0], decoded(one[1])))
                .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
