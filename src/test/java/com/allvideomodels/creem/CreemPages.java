package com.allvideomodels.creem;

import com.allvideomodels.creem.LocalCreem.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.node.ObjectNode;

/** What people see of Creem: the page to pay on, their portal, and the desk from which money goes back. */
final class CreemPages {

    /** Cards that do not work (contract, Errors), and what is said. */
    private static final Map<String, String> DECLINED = Map.of(
            "4000000000000002", "The card was declined.",
            "4000000000009995", "The card has not enough funds.",
            "4000000000000127", "The security code is wrong.",
            "4000000000000069", "The card has expired.");

    /** In place of the id of something. */
    private static final String NEXT_CALL = "next-call";

    private static final String FRAME = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><style>
            :root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
            form { margin: 0.75rem 0 } label { display: block; margin: 0.5rem 0 0.2rem } input, select { font: inherit; padding: 0.4rem; width: 100%%; box-sizing: border-box }
            button { font: inherit; padding: 0.4rem 1rem; margin: 0.4rem 0.4rem 0 0 } td, th { text-align: start; padding: 0.3rem 0.8rem 0.3rem 0 } .bad { color: #c22 }
            </style></head><body><p><small>Local Creem: no money moves.</small></p><h1>%s</h1>%s</body></html>
            """;

    private final CreemWorld world;
    private final CreemActs acts;
    private final CreemBell bell;
    private final Consumer<Kind> nextCall;

    CreemPages(CreemWorld world, CreemActs acts, CreemBell bell, Consumer<Kind> nextCall) {
        this.world = world;
        this.acts = acts;
        this.bell = bell;
        this.nextCall = nextCall;
    }

    Reply answer(String method, String path, Map<String, String> form) {
        List<String> parts = List.of(path.substring(1).split("/"));
        boolean post = method.equals("POST");
        return switch (parts.getFirst()) {
            case "pay" -> pay(parts.getLast(), post, form);
            case "portal" -> page("Your purchases", purchases(parts.getLast()));
            case "desk" -> post ? act(form) : desk();
            default -> new Reply(404, "text/plain", new byte[0], null);
        };
    }

    private static Reply page(String title, String body) {
        return Reply.page(FRAME.formatted(title, title, body));
    }

    private static String text(String plain) {
        return HtmlUtils.htmlEscape(plain);
    }

    private Reply pay(String id, boolean post, Map<String, String> form) {
        Optional<ObjectNode> found = world.find("checkout", id);
        if (found.isEmpty()) {
            return new Reply(404, "text/plain", new byte[0], null);
        }
        ObjectNode checkout = found.get();
        if (!checkout.path("status").stringValue().equals("pending")) {
            return Reply.to(returnTo(checkout));
        }
        return post ? charge(checkout, form) : payPage(checkout, "");
    }

    private Reply payPage(ObjectNode checkout, String problem) {
        ObjectNode product = world.the("product", checkout.path("product").stringValue());
        long price = product.path("price").longValue() * checkout.path("units").asInt(1);
        String body = """
                <p><strong>%s</strong>: %s %s before tax</p><p class="bad" role="alert">%s</p>
                <form method="post"><label for="email">E-mail</label><input id="email" name="email" value="%s">
                <label for="name">Name</label><input id="name" name="name" value="Ana Walker">
                <label for="country">Country</label><input id="country" name="country" value="DE">
                <label for="card">Card</label><input id="card" name="card" value="4242 4242 4242 4242">
                <button>Pay</button></form>
                <p><small>4242 works; 4000 0000 0000 0002 is declined, …9995 has no funds, …0127 a wrong code, …0069 has expired.</small></p>
                """.formatted(
                        text(product.path("name").stringValue()),
                        price / 100 + "." + String.format("%02d", price % 100),
                        product.path("currency").stringValue(),
                        text(problem),
                        text(checkout.path("asked_email").asString("")));
        return page("Pay", body);
    }

    private Reply charge(ObjectNode checkout, Map<String, String> form) {
        String card = form.getOrDefault("card", "").replace(" ", "");
        String problem = card.equals("4242424242424242") ? null : DECLINED.getOrDefault(card, "This is no card.");
        if (problem != null) {
            return payPage(checkout, problem);
        }
        acts.pay(
                checkout,
                form.getOrDefault("email", "somebody@example.test"),
                form.getOrDefault("name", "Somebody"),
                form.getOrDefault("country", "DE"));
        return Reply.to(returnTo(checkout));
    }

    /** With what Creem appends, signed in the order of the address (contract, Return URL). */
    private static String returnTo(ObjectNode checkout) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("request_id", checkout.path("request_id").asString(""));
        parameters.put("checkout_id", checkout.path("id").stringValue());
        parameters.put("order_id", checkout.path("order").asString(""));
        parameters.put("customer_id", checkout.path("customer").asString(""));
        parameters.put("subscription_id", checkout.path("subscription").asString(""));
        parameters.put("product_id", checkout.path("product").stringValue());
        parameters.values().removeIf(String::isEmpty);
        String signed = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("|"));
        parameters.put("signature", sha256(signed + "|salt=" + LocalCreem.API_KEY));
        return checkout.path("success_url").stringValue() + "?"
                + parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String purchases(String customer) {
        return world.every("transaction")
                .filter(one -> one.path("customer").stringValue().equals(customer))
                .map(one -> "<li>" + one.path("amount_paid").longValue() + " "
                        + one.path("currency").stringValue() + ", "
                        + one.path("status").stringValue() + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private Reply desk() {
        String transactions = world.every("transaction")
                .map(one -> row(one, what(one), List.of("refund", "half", "pending", "dispute")))
                .collect(Collectors.joining());
        String subscriptions = world.every("subscription")
                .map(one -> row(
                        one,
                        one.path("status").stringValue() + " "
                                + one.path("product").stringValue(),
                        List.of("renew", "past_due", "unpaid", "paused", "expired", "active", "canceled")))
                .collect(Collectors.joining());
        String events = bell.all().reversed().stream()
                .limit(30)
                .map(one -> "<tr><td>" + text(one.type()) + "</td><td>" + button(one.id(), "again") + "</td></tr>")
                .collect(Collectors.joining());
        String faults = List.of("NONE", "LOST", "TWICE", "HELD", "let-go").stream()
                .map(one -> button("-", one))
                .collect(Collectors.joining());
        String troubles = Stream.of(Kind.values())
                .map(one -> button(NEXT_CALL, one.name()))
                .collect(Collectors.joining());
        return page(
                "The desk",
                "<h2>Payments</h2><table>" + transactions + "</table><h2>Plans</h2><table>" + subscriptions
                        + "</table><h2>The next call of the product</h2><p>" + troubles
                        + "</p><h2>What was told</h2><p>From now on: " + faults + "</p><table>" + events
                        + "</table>");
    }

    private String what(ObjectNode transaction) {
        long paid = transaction.path("amount_paid").longValue();
        return transaction.path("status").stringValue() + " " + paid / 100 + "."
                + String.format("%02d", paid % 100) + " "
                + world.the("customer", transaction.path("customer").stringValue())
                        .path("email")
                        .stringValue();
    }

    private static String row(ObjectNode one, String status, List<String> acts) {
        String id = one.path("id").stringValue();
        return "<tr><td>" + id + "</td><td>" + text(status) + "</td><td>"
                + acts.stream().map(act -> button(id, act)).collect(Collectors.joining()) + "</td></tr>";
    }

    private static String button(String id, String act) {
        return "<form method=\"post\" style=\"display:inline\"><input type=\"hidden\" name=\"id\" value=\"" + text(id)
                + "\"><button name=\"act\" value=\"" + act + "\">" + act + "</button></form>";
    }

    private Reply act(Map<String, String> form) {
        String id = form.getOrDefault("id", "");
        String act = form.getOrDefault("act", "");
        if (id.equals(NEXT_CALL)) {
            nextCall.accept(Kind.valueOf(act));
            return Reply.to("/desk");
        }
        switch (act) {
            case "refund" -> refund(id, 1, "succeeded");
            case "half" -> refund(id, 2, "succeeded");
            case "pending" -> refund(id, 1, "pending");
            case "dispute" -> acts.dispute(world.the("transaction", id));
            case "renew" -> acts.renew(world.the("subscription", id));
            case "again" -> bell.again(id);
            case "let-go" -> bell.letGo();
            case "NONE", "LOST", "TWICE", "HELD" -> bell.fault(CreemBell.Fault.valueOf(act));
            default -> acts.status(world.the("subscription", id), act);
        }
        return Reply.to("/desk");
    }

    private void refund(String id, int part, String status) {
        ObjectNode transaction = world.the("transaction", id);
        acts.refund(transaction, world.left(transaction) / part, status);
    }
}
