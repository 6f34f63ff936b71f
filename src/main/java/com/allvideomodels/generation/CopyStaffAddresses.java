package com.allvideomodels.generation;

import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;

import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import com.allvideomodels.web.StaffFigures;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where staff see which copies of providers are still open, and how many should be gone by now. */
@Component
class CopyStaffAddresses implements StaffAddresses, StaffFigures {

    static final String PAGE = "/admin/provider-copies";

    private final ProviderCopies copies;
    private final InstantSource clock;

    CopyStaffAddresses(ProviderCopies copies, InstantSource clock) {
        this.copies = copies;
        this.clock = clock;
    }

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                StaffAddress.look(PAGE, PRIVACY_OFFICER), StaffAddress.act(PAGE + "/{id}/request", PRIVACY_OFFICER));
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen(PAGE, "copies.title", 32));
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.alarmingAbove(0, "copies.overdue", copies.overdue(clock.instant()), PAGE));
    }
}
