package com.allvideomodels.billing;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;

/** What staff did about a payment, as it stands in the trail. */
final class PaymentActs {

    private PaymentActs() {}

    /** About the payer, as long as that is somebody. */
    static Act about(PaymentLine payment, AccountId by, String what) {
        Act act = Act.of(new Actor.Staff(by), what).with("payment", payment.id());
        return payment.ended() ? act : act.about(payment.payer());
    }
}
