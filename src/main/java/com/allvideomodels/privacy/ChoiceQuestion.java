package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Choice.Answer;
import com.allvideomodels.web.RequestFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks on every page what was not answered yet. Whose browser has answered by its signal is not asked. */
@Component
class ChoiceQuestion implements RequestFacts {

    private final ChoiceList choices;
    private final KeptChoices kept;

    ChoiceQuestion(ChoiceList choices, KeptChoices kept) {
        this.choices = choices;
        this.kept = kept;
    }

    @Override
    public Map<String, Object> of(HttpServletRequest request, @Nullable AccountId me) {
        boolean asksItself = List.of(ChoicePages.PAGE, AcceptancePage.PAGE).contains(request.getRequestURI());
        if (asksItself || Signals.of(request).refuse()) {
            return Map.of();
        }
        Map<Purpose, Answer> answers = kept.answers(request, me);
        List<Choice> open = choices.ofBrowsers().stream()
                .filter(one -> answers.getOrDefault(one.purpose(), Answer.NONE) == Answer.NONE)
                .toList();
        return open.isEmpty() ? Map.of() : Map.of("openChoices", open);
    }
}
