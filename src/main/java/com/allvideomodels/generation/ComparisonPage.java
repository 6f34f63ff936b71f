package com.allvideomodels.generation;

import static com.allvideomodels.generation.Story.utc;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One prompt on several models, side by side, and which one the person likes best. */
@Controller
@RequestMapping("/generations/compare/{comparison:[0-9a-fA-F-]{36}}")
class ComparisonPage {

    private final GenerationRows rows;
    private final Viewing viewing;
    private final Story story;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    ComparisonPage(GenerationRows rows, Viewing viewing, Story story, JdbcClient jdbc, InstantSource clock) {
        this.rows = rows;
        this.viewing = viewing;
        this.story = story;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping
    String show(@Me AccountId me, @PathVariable UUID comparison, Model page) {
        page.addAttribute("told", story.last(me));
        List<GenerationView> items = viewing.of(all(me, comparison));
        page.addAttribute("comparison", comparison);
        page.addAttribute("items", items);
        page.addAttribute(
                "total", items.stream().mapToLong(GenerationView::price).sum());
        page.addAttribute("winner", winner(me, comparison).orElse(null));
        page.addAttribute("live", items.stream().anyMatch(GenerationView::live));
        page.addAttribute(
                "playable", items.stream().filter(GenerationView::playable).count());
        return "generation/compare";
    }

    @PostMapping("/winner")
    String pick(@Me AccountId me, @PathVariable UUID comparison, @RequestParam UUID winner) {
        if (all(me, comparison).stream().noneMatch(row -> row.getId().equals(winner))) {
            throw new NotThere();
        }
        jdbc.sql("""
                insert into comparison (id, owner, winner, picked_at) values (:id, :owner, :winner, :now)
                on conflict (id) do update set winner = :winner, picked_at = :now where comparison.owner = :owner
                """)
                .param("id", comparison)
                .param("owner", me.value())
                .param("winner", winner)
                .param("now", utc(clock.instant()))
                .update();
        return "redirect:/generations/compare/" + comparison;
    }

    private List<Generation> all(AccountId me, UUID comparison) {
        List<Generation> all =
                rows.findByComparisonAndOwnerAndDeletedAtIsNullOrderByAskedAtAscIdAsc(comparison, me.value());
        if (all.isEmpty()) {
            throw new NotThere();
        }
        return all;
    }

    private Optional<UUID> winner(AccountId me, UUID comparison) {
        return jdbc.sql("select winner from comparison where id = :id and owner = :owner")
                .param("id", comparison)
                .param("owner", me.value())
                .query(UUID.class)
                .optional();
    }
}
