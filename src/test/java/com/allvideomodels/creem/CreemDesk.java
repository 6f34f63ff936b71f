package com.allvideomodels.creem;

import com.allvideomodels.creem.CreemBell.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What people, banks and Creem's staff do, by the hand of a test, and what Creem has to tell of it. */
public final class CreemDesk {

    private final CreemWorld world;
    private final CreemActs acts;
    private final CreemBell bell;
    private final String home;

    CreemDesk(CreemWorld world, CreemActs acts, CreemBell bell, String home) {
        this.world = world;
        this.acts = acts;
        this.bell = bell;
        this.home = home;
    }

    /** A page to pay on. */
    public record Page(String checkout, String url) {}

    /** Something told, with the signature that goes in its header. */
    public record Message(String id, String type, byte[] body, String signature) {}

    /** Creem rings nobody; a test takes what there is to tell and brings it itself. */
    public CreemDesk silent() {
        bell.fault(Fault.LOST);
        return this;
    }

    /** Everything there was to tell so far, the oldest first. */
    public List<Message> told() {
        return bell.all().stream()
                .map(one -> new Message(
                        one.id(), one.type(), one.body(), CreemBell.signature(one.body(), LocalCreem.WEBHOOK_SECRET)))
                .toList();
    }

    /** As the product asks for one. */
    public Page checkout(String product, int units, String account) {
        return act(() -> {
            ObjectNode asked = CreemWorld.JSON
                    .createObjectNode()
                    .put("product_id", product)
                    .put("units", units)
                    .put("success_url", home);
            asked.putObject("metadata").put("account_id", account);
            ObjectNode made = world.checkout(asked, home);
            return new Page(
                    made.path("id").stringValue(), made.path("checkout_url").stringValue());
        });
    }

    /** @return the transaction */
    public String pay(String checkout, String email) {
        return act(() -> {
            ObjectNode one = world.the("checkout", checkout);
            acts.pay(one, email, "Somebody", "DE");
            return world.the("order", one.path("order").stringValue())
                    .path("transaction")
                    .stringValue();
        });
    }

    public Optional<String> subscription(String checkout) {
        return act(() -> Optional.of(
                        world.the("checkout", checkout).path("subscription").asString(""))
                .filter(one -> !one.isEmpty()));
    }

    /** @return the transaction */
    public String renew(String subscription) {
        return act(() -> {
            acts.renew(world.the("subscription", subscription));
            return world.the("subscription", subscription)
                    .path("last_transaction_id")
                    .stringValue();
        });
    }

    /** @param word Creem's, as {@code canceled} */
    public void stands(String subscription, String word) {
        act(() -> {
            acts.status(world.the("subscription", subscription), word);
            return word;
        });
    }

    public String standing(String subscription) {
        return act(() -> world.the("subscription", subscription).path("status").stringValue());
    }

    public void change(String subscription, String product) {
        act(() -> {
            acts.change(world.the("subscription", subscription), product);
            return product;
        });
    }

    public long charged(String transaction) {
        return act(
                () -> world.the("transaction", transaction).path("amount_paid").longValue());
    }

    /** What has not gone back of it, in minor units. */
    public long left(String transaction) {
        return act(() -> world.left(world.the("transaction", transaction)));
    }

    /** @param status {@code succeeded}, or anything else for money that has not moved yet */
    public void refund(String transaction, long amount, String status) {
        act(() -> {
            acts.refund(world.the("transaction", transaction), amount, status);
            return amount;
        });
    }

    public void dispute(String transaction) {
        act(() -> {
            acts.dispute(world.the("transaction", transaction));
            return transaction;
        });
    }

    private <T> T act(Supplier<T> act) {
        synchronized (world) {
            return act.get();
        }
    }
}
