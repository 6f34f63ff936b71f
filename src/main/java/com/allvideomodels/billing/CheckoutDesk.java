package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.billing.Checkouts.Checkout;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.FormTargets;
import com.allvideomodels.web.Operator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * Leads people to the page on which they pay. Our row comes first, so one click is one page however often it arrives; Creem does not tell
 * repetitions apart (contract, Idempotency). A page whose address was lost is never asked for again: nobody can pay on it.
 */
@Component
class CheckoutDesk implements FormTargets {

    /** Whoever has not come back by then is looked for. */
    private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private final Checkouts checkouts;
    private final CreemApi creem;
    private final CreemSettings settings;
    private final Accounts accounts;
    private final Operator operator;
    private final InstantSource clock;

    CheckoutDesk(
            Checkouts checkouts,
            CreemApi creem,
            CreemSettings settings,
            Accounts accounts,
            Operator operator,
            InstantSource clock) {
        this.checkouts = checkouts;
        this.creem = creem;
        this.settings = settings;
        this.accounts = accounts;
        this.operator = operator;
        this.clock = clock;
    }

    /** Where a click leads. */
    sealed interface Way {

        /** To pay. */
        record Pay(URI page) implements Way {}

        /** It was paid before. */
        record Paid(UUID checkout) implements Way {}

        /** Creem could not be asked, or its answer was lost. Nothing was charged, and the person may try again. */
        record NotNow() implements Way {}
    }

    @Override
    public List<String> origins() {
        return settings.checkoutOrigins();
    }

    /** @param click drawn when the button was shown */
    @Transactional(propagation = Propagation.NEVER)
    public Way begin(AccountId who, UUID click, Product product) {
        Checkout checkout = checkouts.add(who, click, product, settings.mode(), clock.instant());
        return switch (checkout.state()) {
            case PAID -> new Way.Paid(checkout.id());
            case OPEN -> page(checkout.url()).<Way>map(Way.Pay::new).orElseGet(Way.NotNow::new);
            case OVER -> new Way.NotNow();
            case ASKED -> ask(checkout, product);
        };
    }

    private Way ask(Checkout checkout, Product product) {
        String back = operator.address("/billing/return/" + checkout.id());
        var email = accounts.find(checkout.account()).map(Profile::email);
        return switch (creem.checkout(checkout.id(), product.atCreem(), checkout.account(), email, back)) {
            case CreemApi.Outcome.Done(JsonNode answer) -> opened(checkout, answer);
            case CreemApi.Outcome.NotNow later -> new Way.NotNow();
            case CreemApi.Outcome.Refused refused -> over(checkout);
            case CreemApi.Outcome.Unknown lost -> over(checkout);
        };
    }

    private Way opened(Checkout checkout, JsonNode answer) {
        Optional<String> id = CreemObjects.id(answer);
        Optional<URI> page = CreemObjects.text(answer, "checkout_url").flatMap(settings::page);
        if (id.isEmpty() || page.isEmpty()) {
            return over(checkout);
        }
        Instant look = clock.instant().plus(FIRST_LOOK);
        // Of two of the same click that were asked at once, the first counts, and both lead to its page.
        return checkouts.open(checkout.id(), id.get(), page.get().toString(), look)
                ? new Way.Pay(page.get())
                : checkouts
                        .find(checkout.account(), checkout.id())
                        .flatMap(one -> page(one.url()))
                        .<Way>map(Way.Pay::new)
                        .orElseGet(Way.NotNow::new);
    }

    private Way over(Checkout checkout) {
        checkouts.over(checkout.id(), clock.instant());
        return new Way.NotNow();
    }

    private Optional<URI> page(@org.jspecify.annotations.Nullable String url) {
        return Optional.ofNullable(url).flatMap(settings::page);
    }
}
