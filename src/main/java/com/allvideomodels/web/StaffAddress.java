package com.allvideomodels.web;

import com.allvideomodels.kernel.StaffRole;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * An address under {@code /admin} and who may call it. Whoever does has shown a second factor in this session.
 *
 * @param pattern as of Spring's {@code PathPattern}
 * @param roles of which one is enough; never empty
 * @param stepUp whether a second factor must have been shown within the last minutes: for what destroys or cannot be undone
 */
public record StaffAddress(HttpMethod method, String pattern, Set<StaffRole> roles, boolean stepUp) {

    public StaffAddress {
        roles = Set.copyOf(roles);
        if (roles.isEmpty() || !(pattern.equals("/admin") || pattern.startsWith("/admin/"))) {
            throw new IllegalArgumentException("not an address of staff: " + pattern);
        }
    }

    public static StaffAddress look(String pattern, StaffRole... roles) {
        return new StaffAddress(HttpMethod.GET, pattern, Set.of(roles), false);
    }

    public static StaffAddress act(String pattern, StaffRole... roles) {
        return new StaffAddress(HttpMethod.POST, pattern, Set.of(roles), false);
    }

    /** The same address, for which somebody must have just shown a second factor. */
    public StaffAddress withStepUp() {
        return new StaffAddress(method, pattern, roles, true);
    }
}
