package com.allvideomodels.provider;

import java.util.regex.Pattern;

/** The product's own name of a model, as in {@code models.yml} and in addresses: {@code runway-gen4-5}. */
public record ModelId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](-?[a-z0-9])*");

    public ModelId {
        if (value.length() > 60 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a model id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
