package com.allvideomodels.privacy;

import com.allvideomodels.retention.RetentionPolicy.Words;
import java.util.List;

/**
 * The register of what personal data is used for, from {@code activities.yml} (clause gdpr.lawful-basis; GDPR, Article 30). Read once at
 * the start; immutable.
 */
public interface ProcessingActivities {

    /** In the order of the file. */
    List<Activity> all();

    /** Those that use this class of data; none where nobody wrote down what it is used for. */
    List<Activity> using(String dataClass);

    /**
     * @param slug in lower case, unique
     * @param people whose data it is
     * @param data ids of classes of {@code retention.yml}, which say how long each is kept; never empty
     * @param basis in law; never empty
     * @param recipients slugs of {@link Processors}, which say where each is and under which safeguard; may be empty
     * @param measures that protect it
     */
    record Activity(
            String slug,
            Words name,
            Words purpose,
            Words people,
            List<String> data,
            List<Basis> basis,
            List<String> recipients,
            Words measures) {

        public Activity {
            data = List.copyOf(data);
            basis = List.copyOf(basis);
            recipients = List.copyOf(recipients);
        }
    }

    /** What makes a use lawful. */
    enum Basis {
        CONTRACT,
        CONSENT,
        LEGITIMATE_INTEREST,
        LEGAL_OBLIGATION
    }
}
