package com.allvideomodels.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.StaffAddress;
import com.allvideomodels.web.StaffAddresses;
import com.allvideomodels.web.StaffAddresses.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every role against every address of staff, and everybody who is no staff: a table, not examples. It asks the door alone: who gets as
 * far as a handler of the product is let in, and the handler is not called, which may look at everything that is stored.
 */
@ProductTest
@Clause({"security.rbac", "security.mfa"})
class StaffMatrixTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    List<StaffAddresses> modules;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Autowired
    TestAccounts people;

    private AccountId me;

    @BeforeEach
    void somebody() {
        me = people.openAccount().id();
    }

    @Test
    void eachRoleReachesItsOwnAddressesAndNoOther() {
        List<String> wrong = new ArrayList<>();
        for (StaffRole role : StaffRole.values()) {
            for (StaffAddress address : addresses()) {
                int expected = address.roles().contains(role) ? AtTheDoor.REACHED : 403;
                int status = status(address, TestPeople.asStaff(me, role));
                if (status != expected) {
                    wrong.add(role + " gets " + status + " at " + words(address));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aPlainPersonIsRefusedEverywhere() {
        assertThat(addresses().stream().filter(one -> status(one, TestPeople.as(me)) != 403))
                .isEmpty();
    }

    @Test
    void aStrangerIsAskedToSignIn() {
        assertThat(addresses().stream().filter(one -> !leadsTo(one, anonymous(), "/sign-in")))
                .isEmpty();
    }

    @Test
    void staffWithoutASecondFactorInThisSessionReachNothing() {
        List<String> reached = new ArrayList<>();
        for (StaffAddress address : addresses()) {
            StaffRole role = address.roles().iterator().next();
            if (!leadsTo(address, TestPeople.asStaffWithoutSecondFactor(me, role), "/settings/security")) {
                reached.add(words(address));
            }
        }
        assertThat(reached).isEmpty();
    }

    @Test
    void whatCannotBeUndoneNeedsAFactorShownJustNow() {
        List<String> wrong = new ArrayList<>();
        for (StaffAddress address : addresses()) {
            StaffRole role = address.roles().iterator().next();
            boolean asked =
                    leadsTo(address, TestPeople.asStaff(me, Duration.ofMinutes(6), role), "/settings/security/proof");
            if (asked != address.stepUp()) {
                wrong.add(words(address));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anAddressNobodyNamesIsRefusedToEveryone() {
        for (StaffRole role : StaffRole.values()) {
            assertThat(pages.get().uri("/admin/nobody-named-this").with(TestPeople.asStaff(me, role)))
                    .hasStatus(403);
        }
    }

    @Test
    void everyHandlerIsNamedOnceAndEveryNameHasAHandler() {
        Map<String, Integer> named = new TreeMap<>();
        addresses().forEach(one -> named.merge(words(one), 1, Integer::sum));
        assertThat(named.values()).containsOnly(1);
        assertThat(named.keySet()).isEqualTo(handled());
    }

    @Test
    void everyScreenOfTheMenuIsAnAddressToLookAt() {
        Set<String> looks = addresses().stream()
                .filter(one -> one.method().equals(HttpMethod.GET))
                .map(StaffAddress::pattern)
                .collect(Collectors.toSet());
        assertThat(modules.stream().flatMap(one -> one.screens().stream()).map(Screen::path))
                .allMatch(looks::contains);
    }

    private List<StaffAddress> addresses() {
        return modules.stream().flatMap(one -> one.addresses().stream()).toList();
    }

    private Set<String> handled() {
        Set<String> found = new TreeSet<>();
        handlers.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.equals("/admin") || pattern.startsWith("/admin/"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> found.add(method.asHttpMethod() + " " + pattern))));
        return found;
    }

    private int status(StaffAddress address, RequestPostProcessor who) {
        return call(address, who).getResponse().getStatus();
    }

    private boolean leadsTo(StaffAddress address, RequestPostProcessor who, String path) {
        var answer = call(address, who).getResponse();
        String to = answer.getHeader("Location");
        return answer.getStatus() == 302
                && to != null
                && to.replaceFirst("^http://localhost", "")
                        .replaceFirst("\\?.*", "")
                        .equals(path);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult call(
            StaffAddress address, RequestPostProcessor who) {
        String path =
                address.pattern().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        return pages.method(address.method())
                .uri(path)
                .accept("text/html")
                .with(csrf())
                .with(AtTheDoor::stop)
                .with(who)
                .exchange();
    }

    private static String words(StaffAddress address) {
        return address.method() + " " + address.pattern();
    }
}
