package com.allvideomodels.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What one value of a body must be. */
interface Check {

    void look(JsonNode value, List<Object> path, List<Issue> issues);

    /** Text of so many UTF-16 units. */
    static Check text(int least, int most) {
        return (value, path, issues) -> {
            if (!value.isString()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected string"));
            } else if (value.stringValue().length() < least) {
                issues.add(
                        new Issue("too_small", path, "Too small: expected string to have >=" + least + " characters"));
            } else if (value.stringValue().length() > most) {
                issues.add(new Issue("too_big", path, "Too big: expected string to have <=" + most + " characters"));
            }
        };
    }

    static Check text() {
        return text(0, Integer.MAX_VALUE);
    }

    static Check oneOf(String... words) {
        Set<String> known = Set.of(words);
        return (value, path, issues) -> {
            if (!value.isString() || !known.contains(value.stringValue())) {
                issues.add(new Issue(
                        value.isString() ? "invalid_value" : "invalid_type",
                        path,
                        "Invalid option: expected one of " + java.util.Arrays.toString(words)));
            }
        };
    }

    static Check matching(String pattern) {
        Pattern form = Pattern.compile(pattern);
        return (value, path, issues) -> {
            if (!value.isString()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected string"));
            } else if (!form.matcher(value.stringValue()).matches()) {
                issues.add(new Issue("invalid_value", path, "Invalid input: expected " + pattern));
            }
        };
    }

    static Check integer(long least, long most) {
        return (value, path, issues) -> {
            if (!value.isIntegralNumber()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected int"));
            } else if (value.asLong() < least) {
                issues.add(new Issue("too_small", path, "Too small: expected >=" + least));
            } else if (value.asLong() > most) {
                issues.add(new Issue("too_big", path, "Too big: expected <=" + most));
            }
        };
    }

    static Check numberAmong(Integer... numbers) {
        Set<Integer> known = Set.of(numbers);
        return (value, path, issues) -> {
            if (!value.isNumber()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected number"));
            } else if (!value.isIntegralNumber() || !known.contains(value.asInt())) {
                issues.add(new Issue("invalid_value", path, "Invalid option: expected one of " + known));
            }
        };
    }

    static Check number(double least, double most) {
        return (value, path, issues) -> {
            if (!value.isNumber()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected number"));
            } else if (value.asDouble() < least || value.asDouble() > most) {
                issues.add(new Issue(value.asDouble() < least ? "too_small" : "too_big", path, "Out of range"));
            }
        };
    }

    static Check flag() {
        return (value, path, issues) -> {
            if (!value.isBoolean()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected boolean"));
            }
        };
    }

    static Check list(Check each, int least, int most) {
        return (value, path, issues) -> {
            if (!value.isArray()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected array"));
                return;
            }
            if (value.size() < least || value.size() > most) {
                issues.add(new Issue(value.size() < least ? "too_small" : "too_big", path, "Wrong number of items"));
            }
            for (int i = 0; i < value.size(); i++) {
                each.look(value.get(i), Check.below(path, i), issues);
            }
        };
    }

    /** At least one of them is content; else the one that came closest says why not. */
    static Check either(Check... ways) {
        return (value, path, issues) -> {
            List<Issue> closest = List.of();
            for (Check way : ways) {
                List<Issue> own = new ArrayList<>();
                way.look(value, path, own);
                if (own.isEmpty()) {
                    return;
                }
                boolean rightType = own.stream()
                        .noneMatch(issue -> issue.code().equals("invalid_type")
                                && issue.path().equals(path));
                closest = rightType || closest.isEmpty() ? own : closest;
            }
            issues.addAll(closest);
        };
    }

    static Check anything() {
        return (value, path, issues) -> {};
    }

    static List<Object> below(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    /** An object with these fields. */
    static Shape shape() {
        return new Shape(Map.of(), Set.of(), true);
    }

    /** Fields and what each must be; immutable. */
    record Shape(Map<String, Check> fields, Set<String> required, boolean strict) implements Check {

        Shape needs(String name, Check check) {
            return with(name, check, true);
        }

        Shape may(String name, Check check) {
            return with(name, check, false);
        }

        /** The same with fields it does not know let pass. */
        Shape lenient() {
            return new Shape(fields, required, false);
        }

        private Shape with(String name, Check check, boolean need) {
            var more = new java.util.LinkedHashMap<>(fields);
            more.put(name, check);
            var needs = new java.util.LinkedHashSet<>(required);
            if (need) {
                needs.add(name);
            } else {
                needs.remove(name);
            }
            return new Shape(more, needs, strict);
        }

        Shape without(String name) {
            var fewer = new java.util.LinkedHashMap<>(fields);
            fewer.remove(name);
            var needs = new java.util.LinkedHashSet<>(required);
            needs.remove(name);
            return new Shape(fewer, needs, strict);
        }

        List<Issue> issues(JsonNode value) {
            List<Issue> issues = new ArrayList<>();
            look(value, List.of(), issues);
            return issues;
        }

        /** Fields of the body that are not declared. */
        Set<String> strangers(JsonNode value) {
            return value.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !fields.containsKey(name))
                    .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        }

        @Override
        public void look(JsonNode value, List<Object> path, List<Issue> issues) {
            if (!value.isObject()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected object"));
                return;
            }
            required.stream()
                    .filter(name ->
                            value.path(name).isMissingNode() || value.path(name).isNull())
                    .forEach(name -> issues.add(new Issue(
                            "missing",
                            Check.below(path, name),
                            "Invalid input: expected a value, received undefined")));
            fields.forEach((name, check) -> {
                if (value.hasNonNull(name)) {
                    check.look(value.get(name), Check.below(path, name), issues);
                } else if (strict && value.has(name) && !required.contains(name)) {
                    issues.add(new Issue("invalid_type", Check.below(path, name), "Invalid input: received null"));
                }
            });
            Set<String> strangers = strangers(value);
            if (strict && !strangers.isEmpty()) {
                issues.add(new Issue("unrecognized_keys", path, "Unrecognized keys: " + strangers));
            }
        }
    }
}
