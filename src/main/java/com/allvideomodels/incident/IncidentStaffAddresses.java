package com.allvideomodels.incident;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;

import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import com.allvideomodels.web.StaffFigures;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see and do what here. What is done to people cannot be taken back, and asks for a factor shown just now. */
@Component
class IncidentStaffAddresses implements StaffAddresses, StaffFigures {

    static final String PAGE = "/admin/incidents";

    private final Incidents incidents;

    IncidentStaffAddresses(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public List<StaffAddress> addresses() {
        return List.of(
                look(PAGE),
                look(PAGE + "/new"),
                act(PAGE),
                look(PAGE + "/{id}"),
                act(PAGE + "/{id}/assessments"),
                act(PAGE + "/{id}/accounts"),
                act(PAGE + "/{id}/notices"),
                act(PAGE + "/{id}/closing"),
                look(PAGE + "/{id}/actions/new").withStepUp(),
                act(PAGE + "/{id}/actions").withStepUp(),
                act(PAGE + "/{id}/actions/{action}/confirmation").withStepUp());
    }

    private static StaffAddress look(String pattern) {
        return StaffAddress.look(pattern, PRIVACY_OFFICER, ADMINISTRATOR);
    }

    private static StaffAddress act(String pattern) {
        return StaffAddress.act(pattern, PRIVACY_OFFICER, ADMINISTRATOR);
    }

    @Override
    public List<Screen> screens() {
        return List.of(new Screen(PAGE, "incidents.title", 25));
    }

    @Override
    public List<Figure> figures() {
        Incidents.Pressing pressing = incidents.pressing();
        return List.of(
                Figure.alarmingAbove(0, "incident.figure.due", pressing.due(), PAGE),
                Figure.of("incident.figure.open", pressing.open(), PAGE));
    }
}
