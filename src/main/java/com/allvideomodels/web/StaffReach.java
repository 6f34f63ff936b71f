package com.allvideomodels.web;

import com.allvideomodels.kernel.StaffRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What the member of staff whose request this is may call: for links, which are shown to nobody who would be refused. */
@Component
public class StaffReach {

    private record Look(PathPattern pattern, Set<StaffRole> roles) {}

    private final List<Look> looks;

    StaffReach(List<StaffAddresses> modules) {
        looks = modules.stream()
                .flatMap(module -> module.addresses().stream())
                .filter(address -> address.method().equals(HttpMethod.GET))
                .map(address -> new Look(PathPatternParser.defaultInstance.parse(address.pattern()), address.roles()))
                .toList();
    }

    /** @param link with or without a query */
    public boolean mayLook(String link) {
        var path = PathContainer.parsePath(link.replaceFirst("[?#].*", ""));
        Set<String> mine = authorities();
        return looks.stream()
                .filter(look -> look.pattern().matches(path))
                .flatMap(look -> look.roles().stream())
                .anyMatch(role -> mine.contains(role.authority()));
    }

    private static Set<String> authorities() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                ? Set.of()
                : authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toSet());
    }
}
