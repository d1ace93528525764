package dev.mensura.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.Tally;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/// The rules that hold the modules together, for the packages below a root: `dev.mensura`, or that
/// of a fixture which breaks one of them.
///
/// @param root the package below which `api`, `core`, `segmentation`, `testkit` and `cli` lie
record ArchitectureRules(String root) {
    private static final String CONTRACT = "dev.mensura.testkit.MetricContract";
    private static final String PROVIDER_CONTRACT = "dev.mensura.testkit.MetricProviderContract";

    /// `api <- core <- segmentation <- cli`, and `testkit` hangs off `api`.
    ArchRule modulesDependInOneDirection() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("api")
                .definedBy(root + ".api..")
                .layer("core")
                .definedBy(root + ".core..")
                .layer("segmentation")
                .definedBy(root + ".segmentation..")
                .layer("testkit")
                .definedBy(root + ".testkit..")
                .layer("cli")
                .definedBy(root + ".cli..")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("core")
                .mayOnlyAccessLayers("api")
                .whereLayer("segmentation")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("testkit")
                .mayOnlyAccessLayers("api")
                .whereLayer("cli")
                .mayOnlyAccessLayers("api", "core", "segmentation");
    }

    ArchRule apiNeedsTheJdkAndJSpecifyAlone() {
        return classes()
                .that()
                .resideInAPackage(root + ".api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", root + ".api..");
    }

    /// A class that names an incubator type cannot be loaded on a JVM without the module.
    ArchRule incubatorTypesStayInVectorClasses() {
        return noClasses()
                .that(are(describe("outside Vector...", each -> !isNamed(each, "Vector"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..");
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule packagesAreNullMarked() {
        return classes().should(new LieInNullMarkedPackages());
    }

    ArchRule visibleNamesAreNoKotlinKeywords() {
        return classes().should(new HaveNamesThatKotlinTakes());
    }

    /// Abstract bases are none yet; what extends them is.
    ArchRule metricsDefinitionsAndTalliesAreFinal() {
        return classes()
                .that(
                        are(
                                describe(
                                        "metrics, definitions or tallies",
                                        each ->
                                                each.isAssignableTo(Metric.class)
                                                        || each.isAssignableTo(
                                                                MetricDefinition.class)
                                                        || each.isAssignableTo(Tally.class))))
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL);
    }

    /// How far the JIT compiler has got is a state of the JVM; no count depends on it.
    ArchRule staticStateIsImmutable() {
        String warmUp = root + ".core.kernel.WarmUp";
        return fields().that(
                        describe(
                                "are no warm-up of the JVM",
                                (JavaField field) -> !field.getRawType().getName().equals(warmUp)))
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(new BeImmutable(root));
    }

    ArchRule onlyTheCommandLinePrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should(ACCESS_STANDARD_STREAMS);
    }

    /// What is saved has a format of its own. Enums and exceptions are serialisable by birth.
    ArchRule nothingIsSerialisedByJava() {
        return noClasses()
                .that(
                        are(
                                describe(
                                        "no enums or exceptions",
                                        each ->
                                                !each.isAssignableTo(Enum.class)
                                                        && !each.isAssignableTo(Throwable.class))))
                .should()
                .beAssignableTo(Serializable.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class);
    }

    ArchRule definitionsHaveContractTests(JavaClasses tests) {
        return classes()
                .that(are(metricsToTest(MetricDefinition.class)))
                .should(new HaveContractTest(CONTRACT, tests));
    }

    ArchRule providersHaveContractTests(JavaClasses tests) {
        return classes()
                .that(are(metricsToTest(MetricProvider.class)))
                .should(new HaveContractTest(PROVIDER_CONTRACT, tests));
    }

    ArchRule kernelsHaveScalarSpecifications() {
        return classes()
                .that()
                .resideInAPackage(root + ".core.kernel..")
                .and(are(describe("Vector...", each -> isNamed(each, "Vector"))))
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should(new HaveScalarTwins(root));
    }

    /// What applications see speaks of maps, masks, states and results; kernels are an inside.
    ArchRule signaturesNameNoKernelType() {
        return classes()
                .that()
                .resideOutsideOfPackage(root + ".core.kernel..")
                .should(new HaveSignaturesWithout(root + ".core.kernel"));
    }

    /// The definitions inside of the test kit are tools of its laws, not metrics.
    private DescribedPredicate<JavaClass> metricsToTest(Class<?> type) {
        return describe(
                "implementations of " + type.getSimpleName() + " outside the test kit",
                each ->
                        each.isAssignableTo(type)
                                && !each.isInterface()
                                && !each.getModifiers().contains(JavaModifier.ABSTRACT)
                                && !each.getPackageName().startsWith(root + ".testkit"));
    }

    /// Returns whether the top-level class around `each` has a name that starts so.
    static boolean isNamed(JavaClass each, String start) {
        return topLevel(each).getSimpleName().startsWith(start);
    }

    static JavaClass topLevel(JavaClass each) {
        return each.getEnclosingClass().map(ArchitectureRules::topLevel).orElse(each);
    }

    /// Returns whether a class of another module can name `each`.
    static boolean isVisible(JavaClass each) {
        return isExposed(each.getModifiers())
                && each.getEnclosingClass().map(ArchitectureRules::isVisible).orElse(true);
    }

    static boolean isExposed(java.util.Set<JavaModifier> modifiers) {
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC)
                        || modifiers.contains(JavaModifier.PROTECTED));
    }
}
