package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Holds all modules to [ArchitectureRules], and shows for each rule that it can be broken: a
/// fixture below `dev.mensura.verification.fixture` breaks it, at the places that are expected and
/// at no other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String FIXTURES = "dev.mensura.verification.fixture.";

    private final ArchitectureRules rules = new ArchitectureRules("dev.mensura");
    private JavaClasses main = new ClassFileImporter().importClasses();

    @BeforeAll
    void importJars() {
        main = Artifact.mainClasses();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("every module has classes, all of them in its own packages")
    void packages(Artifact artifact) {
        assertThat(main)
                .filteredOn(each ->
                        each.getSource()
                                .orElseThrow()
                                .getUri()
                                .toString()
                                .contains(artifact.jar().getFileName().toString()))
                .isNotEmpty()
                .allMatch(each ->
                        (each.getPackageName() + ".").startsWith(artifact.moduleName() + "."));
    }

    @Test
    @DisplayName("api <- core <- segmentation <- cli; testkit hangs off api")
    void modules() {
        rules.modulesDependInOneDirection().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "layers");
        assertThat(violations(broken.modulesDependInOneDirection(), broken))
                .anyMatch(line -> line.contains("LooksDown"))
                .anyMatch(line -> line.contains("LooksAside"));
    }

    @Test
    @DisplayName("the API needs the JDK and JSpecify alone")
    void apiDependencies() {
        rules.apiNeedsTheJdkAndJSpecifyAlone().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "dependencies");
        assertThat(violations(broken.apiNeedsTheJdkAndJSpecifyAlone(), broken))
                .isNotEmpty()
                .allMatch(line -> line.contains("NeedsMore") && line.contains("org.assertj"));
    }

    @Test
    @DisplayName("incubator types stay in Vector... classes")
    void incubator() {
        rules.incubatorTypesStayInVectorClasses().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "incubator");
        assertThat(violations(broken.incubatorTypesStayInVectorClasses(), broken))
                .isNotEmpty()
                .allMatch(line -> line.contains("ScalarSum"));
    }

    @Test
    @DisplayName("packages have no cycles")
    void cycles() {
        rules.packagesHaveNoCycles().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "cycles");
        assertThat(violations(broken.packagesHaveNoCycles(), broken))
                .singleElement()
                .asString()
                .contains("Slice one", "Slice two");
    }

    @Test
    @DisplayName("packages are @NullMarked")
    void nullMarked() {
        rules.packagesAreNullMarked().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "unmarked");
        assertThat(violations(broken.packagesAreNullMarked(), broken))
                .singleElement()
                .asString()
                .contains("Unmarked is not @NullMarked");
    }

    @Test
    @DisplayName("visible names are no hard keywords of Kotlin")
    void kotlinKeywords() {
        rules.visibleNamesAreNoKotlinKeywords().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "keywords");
        assertThat(violations(broken.visibleNamesAreNoKotlinKeywords(), broken))
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactlyInAnyOrder("fun", "val", "typeof", "in", "when");
    }

    @Test
    @DisplayName("metrics, definitions and tallies are final")
    void finality() {
        rules.metricsDefinitionsAndTalliesAreFinal().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "open");
        assertThat(violations(broken.metricsDefinitionsAndTalliesAreFinal(), broken))
                .singleElement()
                .asString()
                .contains("OpenTally>");
    }

    @Test
    @DisplayName("static state is immutable")
    void staticState() {
        rules.staticStateIsImmutable().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "state");
        assertThat(violations(broken.staticStateIsImmutable(), broken))
                .extracting(line -> line.replaceAll(".*\\.state\\.| is .*", ""))
                .containsExactlyInAnyOrder(
                        "Changing.assigned",
                        "Changing.ARRAY",
                        "Changing.GROWING",
                        "Changing.HOLDER",
                        "Changing.HANDLE",
                        "Changing.STRATEGY",
                        "Changing.NAMES");
    }

    @Test
    @DisplayName("only the command line prints")
    void printing() {
        rules.onlyTheCommandLinePrints().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "printing");
        assertThat(violations(broken.onlyTheCommandLinePrints(), broken))
                .hasSize(3)
                .allMatch(line -> line.contains("Prints."));
    }

    @Test
    @DisplayName("nothing is serialised by Java")
    void serialisation() {
        rules.nothingIsSerialisedByJava().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "serialised");
        assertThat(violations(broken.nothingIsSerialisedByJava(), broken))
                .allMatch(line -> line.contains("Serialised"))
                .noneMatch(line -> line.contains("Failure") || line.contains("Choice"))
                .anyMatch(line -> line.contains("java.io.Serializable"))
                .anyMatch(line -> line.contains("ObjectInputStream"));
    }

    @Test
    @DisplayName("every definition and every provider has a contract test")
    void contractTests() {
        JavaClasses tests = Artifact.testClasses(Artifact.SEGMENTATION, Artifact.TESTKIT);
        rules.definitionsHaveContractTests(tests).check(main);
        rules.providersHaveContractTests(tests).check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "untested");
        assertThat(violations(broken.definitionsHaveContractTests(tests), broken))
                .singleElement()
                .asString()
                .contains("Untested has no test that extends dev.mensura.testkit.MetricContract");
        assertThat(violations(broken.providersHaveContractTests(tests), broken))
                .singleElement()
                .asString()
                .contains("Untested$Provider has no test");
    }

    @Test
    @DisplayName("kernels have scalar specifications")
    void kernels() {
        rules.kernelsHaveScalarSpecifications().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "kernels");
        assertThat(violations(broken.kernelsHaveScalarSpecifications(), broken))
                .singleElement()
                .asString()
                .contains("MaxFinder has VectorMaxFinder and no Scalar... implementation");
    }

    @Test
    @DisplayName("signatures outside the kernels name no kernel type")
    void signatures() {
        rules.signaturesNameNoKernelType().check(main);
        ArchitectureRules broken = new ArchitectureRules(FIXTURES + "signatures");
        assertThat(violations(broken.signaturesNameNoKernelType(), broken))
                .singleElement()
                .asString()
                .contains("ShowsCodes shows", "Codes");
    }

    private static List<String> violations(ArchRule rule, ArchitectureRules fixture) {
        JavaClasses classes = new ClassFileImporter().importPackages(fixture.root());
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
