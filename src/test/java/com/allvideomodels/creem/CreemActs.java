package com.allvideomodels.creem;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What happens at Creem, and what it tells of it. */
final class CreemActs {

    private final CreemWorld world;
    private final CreemBell bell;
    private final InstantSource clock;

    CreemActs(CreemWorld world, CreemBell bell, InstantSource clock) {
        this.world = world;
        this.bell = bell;
        this.clock = clock;
    }

    /** Who asks is shown the last payment of a plan; who is told hears its name alone. */
    private void tell(String type, ObjectNode object) {
        object.remove("last_transaction");
        bell.tell(type, object, clock.instant().toEpochMilli());
    }

    /** A checkout of a plan tells of itself and of its payment (contract, Products). */
    void pay(ObjectNode checkout, String email, String name, String country) {
        Optional<ObjectNode> subscription = world.pay(checkout, email, name, country);
        tell("checkout.completed", world.whole(checkout));
        subscription.ifPresent(one -> {
            tell("subscription.active", world.whole(one));
            tell("subscription.paid", world.whole(one));
        });
    }

    void renew(ObjectNode subscription) {
        tell("subscription.paid", world.whole(world.renew(subscription)));
    }

    /** @param status Creem's word; its event has the same name, but for a plan that goes on */
    void status(ObjectNode subscription, String status) {
        world.status(subscription, status);
        tell("subscription." + (status.equals("active") ? "update" : status), world.whole(subscription));
    }

    void change(ObjectNode subscription, String product) {
        world.change(subscription, product);
        tell("subscription.update", world.whole(subscription));
    }

    void refund(ObjectNode transaction, long amount, String status) {
        ObjectNode told = world.whole(world.refund(transaction, amount, status));
        told.set("transaction", transaction.deepCopy());
        around(transaction, told);
        tell("refund.created", told);
    }

    void dispute(ObjectNode transaction) {
        ObjectNode told = world.whole(world.dispute(transaction));
        around(transaction, told);
        tell("dispute.created", told);
    }

    private void around(ObjectNode transaction, ObjectNode told) {
        told.set(
                "customer",
                world.the("customer", transaction.path("customer").stringValue())
                        .deepCopy());
        world.checkoutOf(transaction).ifPresent(checkout -> told.set("checkout", checkout.deepCopy()));
        for (String kind : List.of("order", "subscription")) {
            world.find(kind, transaction.path(kind).asString("")).ifPresent(one -> told.set(kind, one.deepCopy()));
        }
    }
}
