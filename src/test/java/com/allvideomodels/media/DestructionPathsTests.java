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
import java.util.Collection;
import java.util.List;
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

    /** The paths that {@link ShreddingTests} walks are all that there are. */
    @Test
    void everyCauseIsAWayThatIsTried() {
        List<Cause> tried = List.of(Cause.DEADLINE, Cause.PERSON, Cause.STAFF, Cause.ERASURE, Cause.ABANDONED);
        assertThat(Cause.values())
                .as("a new cause needs a path in ShreddingTests")
                .containsExactlyElementsOf(tried);
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
