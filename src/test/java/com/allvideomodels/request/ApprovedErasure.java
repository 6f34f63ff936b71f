package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.kernel.AccountId;
import java.util.Locale;
import org.springframework.context.ApplicationContext;

/** The erasure that a person asks staff for, and that two of them order. */
public final class ApprovedErasure {

    private ApprovedErasure() {}

    /** From the form to the order, for tests of what comes after it. The number of the request. */
    public static String of(TestAccount person, ApplicationContext product) {
        PrivacyRequests requests = product.getBean(PrivacyRequests.class);
        RequestDesk desk = product.getBean(RequestDesk.class);
        DeletionDesk deletions = product.getBean(DeletionDesk.class);
        String number = requests.file(new Filing(
                Right.DELETION, Regime.GDPR, Requester.SELF, null, person.email(), null, Locale.ENGLISH, "please"));
        String token = product.getBean(LettersSeen.class)
                .last(person.id(), "privacy-request-confirm")
                .orElseThrow()
                .token();
        assertThat(product.getBean(RequestConfirmations.class).confirm(token)).isTrue();
        RequestId id =
                product.getBean(RequestRows.class).find(number).orElseThrow().id();
        AccountId one = AccountId.fresh();
        assertThat(desk.begin(id, one)).isEmpty();
        assertThat(deletions.proposeErasure(id, one)).isTrue();
        assertThat(deletions.approveErasure(id, "It goes.", AccountId.fresh())).isTrue();
        return number;
    }
}
