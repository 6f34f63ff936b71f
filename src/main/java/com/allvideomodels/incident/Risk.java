package com.allvideomodels.incident;

/** How likely it harms people, by which the laws say who is told. Ascending but for the first, which counts as the last until somebody says. */
enum Risk {
    UNASSESSED,
    UNLIKELY,
    LIKELY,
    HIGH;

    boolean reaches(Risk least) {
        return this == UNASSESSED || compareTo(least) >= 0;
    }
}
