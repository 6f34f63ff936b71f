package com.allvideomodels.privacy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register of third parties, from {@code processors.yml} (clauses share.*, training.disclosure, transfers.notice). */
public interface Processors {

    List<Processor> all();

    /** @param slug for instance {@code runway} */
    Optional<Processor> find(String slug);

    /**
     * @param kind {@code video}, {@code storage}, {@code mail}, {@code payment}, {@code sign-in} or {@code analytics}
     * @param receives what goes there, by language tag ({@code en}, {@code zh-CN})
     * @param places where it is processed, by language tag
     * @param safeguard for the transfer, by language tag
     * @param training whether they may train on it, by language tag
     * @param retention how long they keep it, by language tag
     * @param policyUrl their own policy
     * @param stated the date of the statement; recorded as the version of a consent
     */
    record Processor(
            String slug,
            String name,
            String kind,
            Map<String, String> receives,
            Map<String, String> places,
            Map<String, String> safeguard,
            Map<String, String> training,
            Map<String, String> retention,
            String policyUrl,
            LocalDate stated) {}
}
