package com.allvideomodels.generation;

import static com.allvideomodels.generation.Story.utc;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Videos side by side: one prompt on several models, and which of them the person likes best, or any that were chosen. */
@Controller
@RequestMapping("/generations/compare")
class ComparisonPage {

    private static final int FEWEST = 2;
    private static final int MOST = 4;

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

    @GetMapping("/{comparison:[0-9a-fA-F-]{36}}")
    String show(@Me AccountId me, @PathVariable UUID comparison, Model page) {
        page.addAttribute("comparison", comparison);
        page.addAttribute("winner", winner(me, comparison).orElse(null));
        fill(me, all(me, comparison), page);
        return "generation/compare";
    }

    /** One of them again, as it stands now. */
    @GetMapping("/{comparison:[0-9a-fA-F-]{36}}/items/{id:[0-9a-fA-F-]{36}}")
    String item(
            @Me AccountId me,
            @PathVariable UUID comparison,
            @PathVariable UUID id,
            Model page,
            HttpServletResponse response) {
        List<Generation> all = all(me, comparison);
        int place = all.stream().map(Generation::getId).toList().indexOf(id);
        if (place < 0) {
            throw new NotThere();
        }
        page.addAttribute("comparison", comparison);
        page.addAttribute("winner", winner(me, comparison).orElse(null));
        page.addAttribute("item", viewing.of(all.get(place)));
        page.addAttribute("number", place + 1);
        response.setHeader("Cache-Control", "no-store");
        return "generation/compare :: item(item=${item}, number=${number})";
    }

    /** Any of a person's finished videos, as chosen in the list. */
    @PostMapping
    String choose(
            @Me AccountId me, @RequestParam(name = "id", defaultValue = "") List<UUID> ids, RedirectAttributes after) {
        List<UUID> chosen = chosen(me, ids).stream().map(Generation::getId).toList();
        if (chosen.size() < FEWEST || chosen.size() > MOST) {
            after.addFlashAttribute("problem", "generation.compare-few");
            return "redirect:/generations";
        }
        return "redirect:/generations/compare?"
                + chosen.stream().map(id -> "id=" + id).collect(Collectors.joining("&"));
    }

    @GetMapping
    String showChosen(@Me AccountId me, @RequestParam(name = "id", defaultValue = "") List<UUID> ids, Model page) {
        List<Generation> chosen = chosen(me, ids);
        if (chosen.isEmpty() || chosen.size() > MOST) {
            throw new NotThere();
        }
        page.addAttribute("comparison", null);
        page.addAttribute("winner", null);
        fill(me, chosen, page);
        return "generation/compare";
    }

    private List<Generation> chosen(AccountId me, List<UUID> ids) {
        var now = clock.instant();
        return ids.isEmpty()
                ? List.of()
                : rows.findByIdInAndOwnerAndDeletedAtIsNullOrderByAskedAtDescIdDesc(ids, me.value()).stream()
                        .filter(row -> row.playable(now).isPresent())
                        .toList();
    }

    private void fill(AccountId me, List<Generation> rows, Model page) {
        page.addAttribute("told", story.last(me));
        List<GenerationView> items = viewing.of(rows);
        page.addAttribute("items", items);
        page.addAttribute(
                "total", items.stream().mapToLong(GenerationView::cost).sum());
        page.addAttribute("live", items.stream().anyMatch(GenerationView::live));
    }

    @PostMapping("/{comparison:[0-9a-fA-F-]{36}}/winner")
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
