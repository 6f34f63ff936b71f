package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
class MediaIndexTests {

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    upload_poster        | select 1 from upload where poster = gen_random_uuid()
                    media_deletion_media | select 1 from media_deletion where media_id = gen_random_uuid()
                    media_object_gone    | select id from media_object where bytes_deleted_at is not null \
                                           and bytes_deleted_at <= now() order by bytes_deleted_at limit 100
                    media_object_uploads | select * from media_object object where kind = 'UPLOAD' and state = 'kept' \
                                           and shredded_at is null and created_at < now() \
                                           and not exists (select 1 from upload where original = object.id) \
                                           order by created_at limit 100
                    """)
    void whatIsLookedUpHasAnIndex(String index, String query) {
        String plan = transaction.execute(status -> {
            sql.sql("set local enable_seqscan = off").update();
            sql.sql("set local enable_sort = off").update();
            return String.join(
                    "\n", sql.sql("explain " + query).query(String.class).list());
        });

        assertThat(plan).contains(index);
    }
}
