package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Choice.Answer;
import com.allvideomodels.web.ChoiceCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers of strangers are in a cookie of their browser, those of people with an account in its history. */
@Component
@Transactional
class KeptChoices implements Choices {

    private final ChoiceList choices;
    private final ConsentHistory history;
    private final Restrictions restrictions;
    private final ChoiceCookies cookies;

    KeptChoices(ChoiceList choices, ConsentHistory history, Restrictions restrictions, ChoiceCookies cookies) {
        this.choices = choices;
        this.history = history;
        this.restrictions = restrictions;
        this.cookies = cookies;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean allows(AccountId who, Purpose purpose) {
        Choice choice = choice(purpose);
        return !restrictions.isRestricted(who) && choice.allowedBy(answers(who).getOrDefault(purpose, Answer.NONE));
    }

    @Override
    @Transactional(readOnly = true)
    public boolean allows(HttpServletRequest request, @Nullable AccountId who, Purpose purpose) {
        Choice choice = choice(purpose);
        if (choice.inBrowser() && Signals.of(request).refuse()) {
            return false;
        }
        return who == null ? choice.allowedBy(BrowserAnswers.of(request).to(choice)) : allows(who, purpose);
    }

    private Choice choice(Purpose purpose) {
        return choices.find(purpose)
                .orElseThrow(() -> new IllegalArgumentException("nobody is asked about " + purpose.key()));
    }

    /** What this person answered to each question; who agreed to older words has not answered. */
    @Transactional(readOnly = true)
    Map<Purpose, Answer> answers(AccountId who) {
        Map<Purpose, Answer> answers = new HashMap<>();
        history.effective(who).forEach(event -> answers.put(event.purpose(), answer(event)));
        return answers;
    }

    private Answer answer(ConsentEvent event) {
        return switch (event.kind()) {
            case GIVEN -> history.counts(event) && isCurrent(event) ? Answer.YES : Answer.NONE;
            case WITHDRAWN, REFUSED -> Answer.NO;
        };
    }

    private boolean isCurrent(ConsentEvent event) {
        return choices.find(event.purpose())
                .map(choice -> event.agreesTo(choice.version()))
                .orElse(true);
    }

    /** What is known of whoever this request is from. */
    @Transactional(readOnly = true)
    Map<Purpose, Answer> answers(HttpServletRequest request, @Nullable AccountId who) {
        if (who != null) {
            return answers(who);
        }
        var browser = BrowserAnswers.of(request);
        Map<Purpose, Answer> answers = new HashMap<>();
        choices.ofBrowsers().forEach(choice -> answers.put(choice.purpose(), browser.to(choice)));
        return answers;
    }

    /**
     * Keeps new answers. A browser of somebody signed in keeps their refusals alone, for when they have left: an agreement of theirs is
     * not that of whoever comes next.
     */
    void keep(
            Map<Choice, Boolean> answers,
            Means means,
            @Nullable AccountId who,
            HttpServletRequest request,
            HttpServletResponse response) {
        var browser = BrowserAnswers.of(request);
        for (var entry : answers.entrySet()) {
            Choice choice = entry.getKey();
            boolean yes = entry.getValue();
            if (who != null) {
                history.answer(who, choice.purpose(), choice.version(), yes, means);
            }
            if (choice.inBrowser()) {
                browser = browser.with(choice, yes ? (who == null ? Answer.YES : Answer.NONE) : Answer.NO);
            }
        }
        cookies.remember(BrowserAnswers.COOKIE, browser.cookie(), response);
    }

    @Override
    public void join(AccountId who, HttpServletRequest request, HttpServletResponse response) {
        var browser = BrowserAnswers.of(request);
        Signals signals = Signals.of(request);
        Map<Purpose, Answer> account = answers(who);
        Map<Choice, Boolean> joined = new HashMap<>();
        for (Choice choice : choices.ofBrowsers()) {
            Answer here = signals.refuse() ? Answer.NO : browser.to(choice);
            Answer both = here.and(account.getOrDefault(choice.purpose(), Answer.NONE));
            if (both != Answer.NONE) {
                joined.put(choice, both == Answer.YES);
            }
        }
        if (!joined.isEmpty()) {
            keep(joined, signals.means().orElse(Means.BROWSER), who, request, response);
        }
    }
}
