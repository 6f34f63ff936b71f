package com.allvideomodels.account;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.allvideomodels.Clause;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Nobody is kept out by a machine: the only ways to a suspension are pages of staff. Whoever adds another way must ask {@link
 * com.allvideomodels.privacy.Choices} about {@link com.allvideomodels.privacy.Purpose#AUTOMATED_DECISIONS} first, and change this.
 */
@Clause("ccpa.adm")
@AnalyzeClasses(packages = "com.allvideomodels", importOptions = ImportOption.DoNotIncludeTests.class)
class AutomatedDecisionTests {

    @ArchTest
    static final ArchRule suspensionsAreDecidedByPeople = noClasses()
            .that()
            .doNotBelongToAnyOf(AccountsPage.class, Minors.class, Suspensions.class)
            .should()
            .callMethod(
                    Suspensions.class,
                    "suspend",
                    com.allvideomodels.kernel.AccountId.class,
                    String.class,
                    com.allvideomodels.kernel.AccountId.class);
}
