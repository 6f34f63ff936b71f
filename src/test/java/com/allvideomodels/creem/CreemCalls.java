package com.allvideomodels.creem;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API: what is asked and what is answered (contract, Checkout to Moderation). */
final class CreemCalls {

    private final CreemWorld world;
    private final CreemActs acts;
    private final String home;

    CreemCalls(CreemWorld world, CreemActs acts, String home) {
        this.world = world;
        this.acts = acts;
        this.home = home;
    }

    Reply answer(String method, URI address, byte[] body) {
        Map<String, String> query = LocalCreem.fields(address.getRawQuery());
        List<String> path = List.of(address.getPath().substring("/v1/".length()).split("/"));
        if (method.equals("GET")) {
            return get(path, query);
        }
        Optional<JsonNode> asked = json(body);
        return method.equals("POST") && asked.isPresent()
                ? post(path, asked.get())
                : Reply.error(400, "must be a JSON object");
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            JsonNode read = body.length == 0 ? CreemWorld.JSON.createObjectNode() : CreemWorld.JSON.readTree(body);
            return Optional.of(read).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Reply get(List<String> path, Map<String, String> query) {
        String last = path.getLast();
        return switch (path.getFirst()) {
            case "checkouts" -> one("checkout", query.getOrDefault("checkout_id", ""));
            case "products" -> one("product", last);
            case "customers" -> one("customer", query.getOrDefault("customer_id", ""));
            case "subscriptions" ->
                last.equals("search")
                        ? page("subscription", query)
                        : one("subscription", query.getOrDefault("subscription_id", ""));
            case "transactions" ->
                last.equals("search")
                        ? page("transaction", query)
                        : one("transaction", query.getOrDefault("transaction_id", ""));
            default -> Reply.error(404, "Bad Request");
        };
    }

    private Reply one(String kind, String id) {
        return world.find(kind, id)
                .map(found -> Reply.json(kind.equals("transaction") ? found : world.whole(found)))
                .orElseGet(() -> Reply.error(404, "Bad Request"));
    }

    /** The newest first. */
    private Reply page(String kind, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("page_size", "10"));
        int number = Integer.parseInt(query.getOrDefault("page_number", "1"));
        List<ObjectNode> all = world.every(kind).toList().reversed();
        int pages = Math.max(1, (all.size() + size - 1) / size);
        ObjectNode answer = CreemWorld.JSON.createObjectNode();
        var items = answer.putArray("items");
        all.stream()
                .skip((long) (number - 1) * size)
                .limit(size)
                .forEach(one -> items.add(kind.equals("transaction") ? one : world.whole(one)));
        ObjectNode pagination = answer.putObject("pagination")
                .put("total_records", all.size())
                .put("total_pages", pages)
                .put("current_page", number);
        if (number < pages) {
            pagination.put("next_page", number + 1);
        } else {
            pagination.putNull("next_page");
        }
        return Reply.json(answer);
    }

    private Reply post(List<String> path, JsonNode asked) {
        return switch (String.join("/", path)) {
            case "checkouts" -> checkout(asked);
            case "customers/billing" -> portal(asked);
            case "refunds" -> refund(asked);
            case "moderation/prompt" -> moderated(asked);
            default ->
                path.size() == 3 && path.getFirst().equals("subscriptions")
                        ? subscription(path.get(1), path.get(2), asked)
                        : Reply.error(404, "Bad Request");
        };
    }

    private Reply checkout(JsonNode asked) {
        String product = asked.path("product_id").asString("");
        if (world.find("product", product).isEmpty()) {
            return Reply.error(404, "Product not found");
        }
        if (asked.path("customer").has("id") && asked.path("customer").has("email")) {
            return Reply.error(400, "customer takes an id or an email");
        }
        return Reply.json(world.whole(world.checkout(asked, home)));
    }

    private Reply portal(JsonNode asked) {
        String customer = asked.path("customer_id").asString("");
        return world.find("customer", customer)
                .map(found -> Reply.json(
                        CreemWorld.JSON.createObjectNode().put("customer_portal_link", home + "/portal/" + customer)))
                .orElseGet(() -> Reply.error(404, "Bad Request"));
    }

    private Reply refund(JsonNode asked) {
        Optional<ObjectNode> found =
                world.find("transaction", asked.path("transaction_id").asString(""));
        if (found.isEmpty() || world.left(found.get()) <= 0) {
            return Reply.error(400, "nothing is left to refund");
        }
        acts.refund(found.get(), world.left(found.get()), "succeeded");
        return Reply.json(CreemWorld.JSON.createObjectNode().put("status", "succeeded"));
    }

    private Reply subscription(String id, String verb, JsonNode asked) {
        Optional<ObjectNode> found = world.find("subscription", id);
        if (found.isEmpty()) {
            return Reply.error(404, "Bad Request");
        }
        ObjectNode subscription = found.get();
        switch (verb) {
            case "cancel" ->
                acts.status(
                        subscription,
                        asked.path("mode").asString("").equals("scheduled") ? "scheduled_cancel" : "canceled");
            case "pause" -> acts.status(subscription, "paused");
            case "resume" -> acts.status(subscription, "active");
            case "upgrade" -> acts.change(subscription, asked.path("product_id").asString(""));
            default -> {
                return Reply.error(404, "Bad Request");
            }
        }
        return Reply.json(world.whole(subscription));
    }

    /** Words in the prompt say what it comes to: {@code [flag]}, {@code [deny]}. */
    private static Reply moderated(JsonNode asked) {
        String prompt = asked.path("prompt").asString("");
        String decision = prompt.contains("[flag]") ? "flag" : prompt.contains("[deny]") ? "deny" : "allow";
        ObjectNode answer = CreemWorld.JSON
                .createObjectNode()
                .put("id", CreemWorld.fresh("modr"))
                .put("object", "moderation_result")
                .put("prompt", prompt)
                .put("external_id", asked.path("external_id").asString(""))
                .put("decision", decision);
        answer.putObject("usage").put("units", 1 + prompt.length() / 1000);
        return Reply.json(answer);
    }
}
