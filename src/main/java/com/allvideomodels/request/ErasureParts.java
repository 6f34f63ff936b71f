package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.Erasures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How far the erasure of an account is, module by module, in the order in which they take their turns. */
@Component
class ErasureParts {

    private final List<ErasureStep> steps;
    private final Erasures erasures;

    ErasureParts(List<ErasureStep> steps, Erasures erasures) {
        this.steps = steps.stream()
                .sorted(Comparator.comparingInt(ErasureStep::place))
                .toList();
        this.erasures = erasures;
    }

    /** Each has a message {@code request.part.NAME}. */
    enum State {
        DONE,
        /** It goes by itself within hours: a letter is on its way. */
        WAITS,
        OPEN
    }

    /** @param module has a message {@code request.module.MODULE} */
    record Part(String module, State state) {}

    /** @param order when it was given, by whom and what keeps it back */
    record Standing(Erasures.Progress order, List<Part> parts) {}

    /** Nothing where no erasure was ordered, or all of it is done. */
    Optional<Standing> of(AccountId account) {
        return erasures.of(account)
                .map(order -> new Standing(
                        order,
                        steps.stream().map(step -> part(step, order, account)).toList()));
    }

    private static Part part(ErasureStep step, Erasures.Progress order, AccountId account) {
        State state =
                order.done().contains(step.module()) ? State.DONE : step.waits(account) ? State.WAITS : State.OPEN;
        return new Part(step.module(), state);
    }
}
