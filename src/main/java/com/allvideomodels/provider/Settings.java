package com.allvideomodels.provider;

import com.allvideomodels.provider.Parameter.Key;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The chosen value of each setting, in the product's own words. Only settings that the model declares for the mode are ever
 * here (see {@link Catalogue#quote}), so an adapter may send all of them and nothing else.
 */
public record Settings(Map<Key, String> values) {

    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = values.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public Optional<String> get(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    /** @throws NumberFormatException if the value is no whole number; the catalogue has refused such values before */
    public OptionalInt number(Key key) {
        return get(key).map(v -> OptionalInt.of(Integer.parseInt(v))).orElse(OptionalInt.empty());
    }

    public OptionalLong large(Key key) {
        return get(key).map(v -> OptionalLong.of(Long.parseLong(v))).orElse(OptionalLong.empty());
    }

    public Optional<Boolean> flag(Key key) {
        return get(key).map(Boolean::parseBoolean);
    }

    /** Whether every one of these settings has just this value. */
    public boolean has(Map<Key, String> wanted) {
        return wanted.entrySet().stream().allMatch(one -> one.getValue().equals(values.get(one.getKey())));
    }

    public Settings with(Key key, String value) {
        Map<Key, String> more = new EnumMap<>(Key.class);
        more.putAll(values);
        more.put(key, value);
        return new Settings(more);
    }

    public Settings without(Key key) {
        Map<Key, String> fewer = new EnumMap<>(Key.class);
        fewer.putAll(values);
        fewer.remove(key);
        return new Settings(fewer);
    }
}
