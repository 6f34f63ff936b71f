package com.allvideomodels.sandbox;

import java.util.List;

/**
 * One way in which a body breaks its contract, in the words of Runway's checker; the others translate the code.
 *
 * @param code {@code missing invalid_type invalid_value unrecognized_keys too_big too_small}
 */
record Issue(String code, List<Object> path, String message) {

    String where() {
        return String.join(".", path.stream().map(Object::toString).toList());
    }
}
