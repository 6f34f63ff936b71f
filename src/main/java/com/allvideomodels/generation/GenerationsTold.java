package com.allvideomodels.generation;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Prompts, settings, the story of each video, and what providers have of it. */
@Component
class GenerationsTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    GenerationsTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                sets.of("generations", "generation", """
                        select id, model, api, mode, prompt, settings, price, captured, state, failure, comparison, asked_at, submitted_at,
                          running_at, uncertain_at, collecting_at, finished_at, time_out_at, task_id, percent, place_in_line,
                          cancel_requested_at, cancel_answer, deleted_at, output, poster, width, height, length_ms, frames, sound, bytes,
                          sha256, crc32, deadline, shortened, shredded_at, warned_at, moderation, copy_state, copy_at, left_running
                        from generation where owner = :person
                        """, "generation"),
                sets.of("generation-inputs", "generation", """
                        select i.generation_id || '/' || i.position as number, i.generation_id, i.position, i.role, i.upload_id, i.media_id
                        from generation_input i join generation g on g.id = i.generation_id where g.owner = :person
                        """, "generation_input"),
                sets.of("generation-stories", "generation", """
                        select id, generation_id, what, at from generation_event where owner = :person
                        """, "generation_event"),
                sets.of("comparisons", "generation", """
                        select id, winner, picked_at from comparison where owner = :person
                        """, "comparison"),
                sets.of("copies-at-providers", "provider-copy", """
                        select c.id, c.generation, c.api, c.task_id, c.left_running, c.owed_since, c.deadline, c.state, c.attempts,
                          c.ended_at, array_to_string(c.items, ' ') as items
                        from provider_copy c join generation g on g.id = c.generation where g.owner = :person
                        """, "provider_copy")
                        .startingAt("owed_since"),
                sets.of("deletions-asked-of-providers", "provider-copy", """
                        select a.copy || '/' || a.number as id, a.copy, a.number, a.at, a.call, a.answer, a.status
                        from provider_copy_call a join provider_copy c on c.id = a.copy join generation g on g.id = c.generation
                        where g.owner = :person
                        """, "provider_copy_call"));
    }
}
