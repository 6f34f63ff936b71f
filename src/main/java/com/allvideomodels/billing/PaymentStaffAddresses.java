package com.allvideomodels.billing;

import static com.allvideomodels.kernel.StaffRole.BILLING;
import static com.allvideomodels.web.StaffAddress.act;
import static com.allvideomodels.web.StaffAddress.look;

import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Money is for the billing role alone. What moves it asks for a factor shown just now, and so does what Creem told in its own words. */
@Component
class PaymentStaffAddresses implements StaffAddresses {

    static final String PAGE = "/admin/payments";
    static final String EVENTS = PAGE + "/events";
    static final String REPORTS = PAGE + "/reconciliation";
    static final String GIFTS = PAGE + "/gifts";
    static final String FLAGS = PAGE + "/flags";

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                look(PAGE, BILLING),
                look(PAGE + "/{id}", BILLING),
                act(PAGE + "/{id}/refund", BILLING).withStepUp(),
                act(PAGE + "/{id}/refund/closing", BILLING).withStepUp(),
                look(EVENTS, BILLING),
                look(EVENTS + "/{id}", BILLING).withStepUp(),
                act(EVENTS + "/{id}/replay", BILLING),
                act(EVENTS + "/{id}/payer", BILLING).withStepUp(),
                act(EVENTS + "/{id}/payer/confirmation", BILLING).withStepUp(),
                act(EVENTS + "/{id}/refund", BILLING).withStepUp(),
                look(REPORTS, BILLING),
                act(REPORTS + "/runs", BILLING),
                look(GIFTS, BILLING),
                // Its form needs the fresh factor itself, so that nobody is asked for it after having filled it in.
                look(GIFTS + "/new", BILLING).withStepUp(),
                act(GIFTS, BILLING).withStepUp(),
                act(GIFTS + "/{id}/confirmation", BILLING).withStepUp(),
                act(GIFTS + "/{id}/withdrawal", BILLING),
                look(FLAGS, BILLING),
                act(FLAGS + "/{id}/clearing", BILLING));
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen(PAGE, "payments.title", 40));
    }
}
