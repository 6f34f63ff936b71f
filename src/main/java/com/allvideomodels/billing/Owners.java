package com.allvideomodels.billing;

import static com.allvideomodels.billing.CreemObjects.id;
import static com.allvideomodels.billing.CreemObjects.text;

import com.allvideomodels.kernel.AccountId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Whose the things are of which Creem tells: it stands in the metadata that went with the checkout. */
@Component
class Owners {

    /** Under this name the account goes with every checkout, and comes back with what follows from it. */
    static final String ACCOUNT = "account_id";

    private final CreemCustomers customers;

    Owners(CreemCustomers customers) {
        this.customers = customers;
    }

    /** By what we sent along, or by who this customer was before. */
    Optional<AccountId> of(JsonNode object) {
        return text(object.path("metadata"), ACCOUNT)
                .flatMap(Owners::accountId)
                .or(() -> id(object.path("customer")).flatMap(customers::account));
    }

    /** Whose account something is about; that of a refund or a dispute stands in the checkout or the plan around it. */
    Optional<AccountId> concerned(JsonNode object) {
        return of(object).or(() -> of(object.path("checkout"))).or(() -> of(object.path("subscription")));
    }

    private static Optional<AccountId> accountId(String text) {
        try {
            return Optional.of(new AccountId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
