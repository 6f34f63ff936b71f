package com.allvideomodels.retention;

import java.util.List;

/**
 * Knows the rows about people that a module keeps (clauses right.access, right.portability). Answered by every module that keeps any;
 * a table of people that no holder tells and no line of {@code untold.yml} excuses fails the build.
 */
public interface PersonalDataHolder {

    /** Always the same ones, whoever is asked about. */
    List<PersonalDataSet> sets();
}
