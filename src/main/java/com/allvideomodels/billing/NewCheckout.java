package com.allvideomodels.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page to pay on is asked for with (contract, Checkout). */
record NewCheckout(
        @JsonProperty("product_id") String productId,
        @JsonProperty("request_id") String requestId,
        int units,
        @Nullable NewCustomer customer,
        @JsonProperty("success_url") String successUrl,
        Map<String, String> metadata) {}
