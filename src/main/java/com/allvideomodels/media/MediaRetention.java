package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Custodian;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.Fate;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How outputs, uploads, copies of people's data and files of their mails end, for those who keep time and holds. */
@Configuration(proxyBeanMethods = false)
class MediaRetention {

    @Bean
    Ending outputEnding(Shredding shredding) {
        return new Ending(Root.OUTPUT, shredding);
    }

    @Bean
    Ending uploadEnding(Shredding shredding) {
        return new Ending(Root.UPLOAD, shredding);
    }

    @Bean
    Ending exportEnding(Shredding shredding) {
        return new Ending(Root.EXPORT, shredding);
    }

    @Bean
    Ending attachmentEnding(Shredding shredding) {
        return new Ending(Root.ATTACHMENT, shredding);
    }

    /** The rows of what is gone: parts before what they were made of, and none that a link still speaks of. */
    @Bean
    RetentionRule endOfTraces(RowRules rows) {
        return rows.of("media-trace")
                .table("media_object")
                .id("id")
                .owner("owner")
                .when("bytes_deleted_at is not null"
                        + " and not exists (select 1 from media_object part where part.made_of = media_object.id)"
                        + " and not exists (select 1 from media_deletion bytes where bytes.media_id = media_object.id)"
                        + " and not exists (select 1 from provider_link link where link.media = media_object.id)")
                .since("bytes_deleted_at")
                .delete();
    }

    @Bean
    ErasureStep mediaErasure(Shredding shredding) {
        return new Erasure(shredding);
    }

    /** The rule of one class, and the custody of each thing of it. */
    record Ending(Root root, Shredding shredding) implements RetentionRule, Custodian {

        @Override
        public String dataClass() {
            return root.dataClass();
        }

        @Override
        public long due(Instant now, long most) {
            return shredding.due(root, now, most);
        }

        @Override
        public int end(Instant now, int most) {
            return shredding.end(root, now, most);
        }

        @Override
        public Optional<Instant> oldestDue(Instant now) {
            return shredding.oldestDue(root, now);
        }

        @Override
        public Fate fate(UUID item) {
            return shredding.fate(root, item);
        }

        @Override
        public void destroy(UUID item, Cause cause, Instant now) {
            shredding.order(root, item, cause, now);
        }
    }

    /** Everything of one person. */
    record Erasure(Shredding shredding) implements ErasureStep {

        private static final int PLACE = 40;

        @Override
        public String module() {
            return "media";
        }

        @Override
        public int place() {
            return PLACE;
        }

        @Override
        public boolean erase(AccountId owner, Instant now) {
            return shredding.eraseOwner(owner, now);
        }
    }
}
