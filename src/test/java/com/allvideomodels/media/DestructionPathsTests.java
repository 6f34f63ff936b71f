package com.allvideomodels.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.storage.Bucket;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** H1: there is one way to end media, and it asks the holds first. */
@AnalyzeClasses(packages = "com.allvideomodels", importOptions = ImportOption.DoNotIncludeTests.class)
@Clause("hold.exceptions")
class DestructionPathsTests {

    @ArchTest
    static final ArchRule rowsEndThroughOneVerb = noClasses()
            .that()
            .doNotBelongToAnyOf(Shredding.class)
            .should()
            .callMethod(ShredRows.class, "destroy", Collection.class, Instant.class);

    @ArchTest
    static final ArchRule bytesGoOnceTheirRowIsDestroyedOrNeverCame = noClasses()
            .that()
            .resideInAPackage("com.allvideomodels.media..")
            .and()
            .doNotBelongToAnyOf(ByteDeletion.class)
            .should()
            .callMethod(Bucket.class, "delete", Collection.class);

    @ArchTest
    static final ArchRule whoDestroysAsksTheHoldsFirst =
            methods().that().areDeclaredIn(Shredding.class).should(askTheHoldsBefore("destroy"));

    @Test
    void everyCauseIsAWayThatIsTried() {
        Set<String> tried =
                Arrays.stream(ShreddingTests.Path.values()).map(Enum::name).collect(Collectors.toSet());
        for (Cause cause : Cause.values()) {
            assertThat(tried)
                    .as("a held object and this cause, in ShreddingTests")
                    .contains(cause == Cause.ABANDONED ? "UNTAKEN" : cause.name());
        }
    }

    private static ArchCondition<JavaMethod> askTheHoldsBefore(String verb) {
        return new ArchCondition<>("ask the holds before they " + verb) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean destroys = calls(method, verb) && !method.getName().equals(verb);
                if (destroys && !calls(method, "guard") && !method.getName().startsWith("lambda")) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not"));
                }
            }
        };
    }

    private static boolean calls(JavaMethod method, String name) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTarget().getName().equals(name)
                        && call.getTargetOwner().isEquivalentTo(Shredding.class));
    }
}
