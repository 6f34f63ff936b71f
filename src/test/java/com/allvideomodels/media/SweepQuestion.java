package com.allvideomodels.media;

import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statement by which the sweep claims outputs, for who wants to know what it costs. */
public final class SweepQuestion {

    private SweepQuestion() {}

    /** What the database says of having carried it out, line by line; in the caller's transaction. */
    public static List<String> explain(ApplicationContext product, Instant now, int most) {
        return product.getBean(JdbcClient.class)
                .sql("explain (analyze, buffers) " + ShredRows.claiming(Root.OUTPUT))
                .param("now", MediaRows.at(now))
                .param("most", most)
                .query(String.class)
                .list();
    }
}
