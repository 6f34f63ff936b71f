package com.allvideomodels;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.allvideomodels.provider.VideoProvider;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.util.Date;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** Habits that a compiler does not know. */
@AnalyzeClasses(packages = "com.allvideomodels", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String CHECKOUT_DESK = "com.allvideomodels.billing.CheckoutDesk";
    private static final String ADAPTERS = "com.allvideomodels.provider.(runway|pika|volcengine|luma|evolink)..";

    @ArchTest
    static final ArchRule timeIsAParameter = noClasses()
            .that()
            .doNotBelongToAnyOf(Application.class)
            .should()
            .callMethodWhere(readsTheClock())
            .orShould()
            .callConstructor(Date.class)
            .because("the InstantSource bean says what time it is, and a test can move it");

    @ArchTest
    static final ArchRule entitiesStayHome = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAnnotatedWith(Embeddable.class)
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule repositoriesStayHome = classes()
            .that()
            .areAssignableTo(Repository.class)
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pagesAreCalledByNobody = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .notBePublic();

    /** So whatever is asked of a provider has passed the checks that stand there: consent, restriction, stop, screening. */
    @ArchTest
    static final ArchRule onlyTheDispatcherSubmits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("com.allvideomodels.generation.Dispatcher")
            .and()
            .doNotHaveFullyQualifiedName("com.allvideomodels.provider.GuardedProvider")
            .should()
            .callMethodWhere(submits());

    /** No job, listener or webhook ever makes a page to pay on: there is no automatic top-up. */
    @ArchTest
    static final ArchRule onlyAClickBegins =
            noClasses().that().areNotAnnotatedWith(Controller.class).should().callMethodWhere(begins());

    @ArchTest
    static final ArchRule onlyTheDeskAsksForACheckout = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CHECKOUT_DESK)
            .should()
            .callMethodWhere(asksForACheckout());

    @ArchTest
    static final ArchRule adaptersShowNothing = classes()
            .that()
            .resideInAPackage(ADAPTERS)
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule adaptersDoNotSeeOneAnother = slices().matching("com.allvideomodels.provider.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("com.allvideomodels.provider.http.."))
            .because("what they share is the HTTP base");

    @ArchTest
    static final ArchRule nobodyElseSeesAnAdapter = noClasses()
            .that(are(DescribedPredicate.not(resideInAPackage(ADAPTERS))))
            .should()
            .dependOnClassesThat(resideInAPackage(ADAPTERS))
            .because("everyone asks Providers");

    @ArchTest
    static final ArchRule whatABeanNeedsIsInItsConstructor =
            fields().should().notBeAnnotatedWith(Autowired.class).because("a constructor cannot be forgotten");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule packagesAreNounsOfTheProduct = noClasses()
            .should()
            .resideInAnyPackage(
                    "..common..", "..util..", "..utils..", "..dto..", "..config..", "..impl..", "..service..");

    @ArchTest
    static final ArchRule logsGoThroughTheLogger = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule theAuditorSharesNothingWithWhatItLooksAt = noClasses()
            .that()
            .resideInAPackage("com.allvideomodels.auditor..")
            .and()
            .doNotHaveSimpleName("AuditorRules")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "com.allvideomodels.media..",
                            "com.allvideomodels.storage..",
                            "com.allvideomodels.retention..")
                    .and(DescribedPredicate.not(whatTheAuditorAnswers())))
            .because("it must not share the mistakes of what destroys");

    private static DescribedPredicate<JavaClass> whatTheAuditorAnswers() {
        return new DescribedPredicate<>("questions the auditor answers") {
            @Override
            public boolean test(JavaClass type) {
                return type.getName().startsWith("com.allvideomodels.retention.AbsenceWitness")
                        || type.getName().startsWith("com.allvideomodels.retention.LastAudit");
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> readsTheClock() {
        Set<String> clocks = Set.of("now", "currentTimeMillis");
        return new DescribedPredicate<>("reads the machine's clock") {
            @Override
            public boolean test(JavaMethodCall call) {
                var target = call.getTarget();
                String owner = target.getOwner().getName();
                return clocks.contains(target.getName())
                        && (owner.startsWith("java.time.") || owner.equals("java.lang.System"))
                        && target.getRawParameterTypes().isEmpty();
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> submits() {
        return DescribedPredicate.describe(
                "hands something to a provider",
                call -> call.getTargetOwner().isAssignableTo(VideoProvider.class)
                        && call.getName().equals("submit")
                        && call.getTarget().getRawParameterTypes().size() == 1);
    }

    private static DescribedPredicate<JavaMethodCall> begins() {
        return DescribedPredicate.describe(
                "begins to buy",
                call -> call.getTargetOwner().getName().equals(CHECKOUT_DESK)
                        && call.getName().equals("begin"));
    }

    /** With what is bought; the other one only looks at what there is. */
    private static DescribedPredicate<JavaMethodCall> asksForACheckout() {
        return DescribedPredicate.describe(
                "asks for a page to pay on",
                call -> call.getTargetOwner().getSimpleName().equals("CreemApi")
                        && call.getName().equals("checkout")
                        && call.getTarget().getRawParameterTypes().size() > 1);
    }
}
