package com.allvideomodels.generation;

import com.allvideomodels.credits.CauseStories;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the page of credits what became of the videos its entries are for, also of deleted ones. */
@Component
class Outcomes implements CauseStories {

    private final JdbcClient jdbc;
    private final Catalogue catalogue;

    Outcomes(JdbcClient jdbc, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    @Override
    public String kind() {
        return "generation";
    }

    @Override
    public Map<String, MessageSourceResolvable> told(AccountId owner, Collection<String> references) {
        Map<String, MessageSourceResolvable> told = new HashMap<>();
        if (references.isEmpty()) {
            return told;
        }
        jdbc.sql("select id, model, state, failure from generation where owner = :owner and id in (:ids)")
                .param("owner", owner.value())
                .param("ids", references.stream().map(UUID::fromString).toList())
                .query(row -> {
                    told.put(
                            row.getString("id"),
                            words(
                                    row.getString("model"),
                                    State.valueOf(row.getString("state")),
                                    row.getString("failure")));
                });
        return told;
    }

    private MessageSourceResolvable words(String model, State state, @Nullable String failure) {
        String title = catalogue.find(new ModelId(model)).map(Model::title).orElse(model);
        return switch (state) {
            case QUEUED, SUBMITTING, RUNNING, UNCERTAIN, COLLECTING, SUCCEEDED -> told("generation.outcome.of", title);
            case CANCELLED -> told("generation.outcome.cancelled", title);
            case FAILED -> told("generation.outcome.failed", title, reason(failure));
        };
    }

    private static MessageSourceResolvable reason(@Nullable String failure) {
        FailureReason why = failure == null ? FailureReason.LOST : FailureReason.valueOf(failure);
        return new DefaultMessageSourceResolvable("generation.failed." + why.slug() + ".short");
    }

    private static MessageSourceResolvable told(String code, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {code}, arguments);
    }
}
