package com.allvideomodels.bench;

import java.util.List;

/**
 * How much is measured. {@code -Dbench.scale=0.25} makes the files of the memory row that much smaller, {@code
 * -Dbench.rows=100000} the long history shorter, {@code -Dbench.only=delivery,pages} leaves the other rows out.
 */
final class Scale {

    private Scale() {}

    static double files() {
        return Double.parseDouble(System.getProperty("bench.scale", "1"));
    }

    static int historyRows() {
        return Integer.getInteger("bench.rows", 1_000_000);
    }

    static int generations() {
        return Integer.getInteger("bench.generations", 300);
    }

    static boolean wanted(String row) {
        String only = System.getProperty("bench.only", "");
        return only.isBlank() || List.of(only.split(",")).contains(row);
    }

    /** How many of a thing, by {@code -Dbench.<thing>}. */
    static int of(String thing, int otherwise) {
        return Integer.getInteger("bench." + thing, otherwise);
    }
}
