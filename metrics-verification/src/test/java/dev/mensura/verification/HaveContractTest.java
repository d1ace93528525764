package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.stream.Stream;

/// Holds for `X`, or `X.Provider`, if there is a test named `X...` that extends the contract and
/// uses it.
final class HaveContractTest extends ArchCondition<JavaClass> {
    private final String contract;
    private final JavaClasses tests;

    HaveContractTest(String contract, JavaClasses tests) {
        super("have a test that extends " + contract);
        this.contract = contract;
        this.tests = tests;
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        String start = ArchitectureRules.topLevel(item).getSimpleName();
        boolean tested =
                tests.stream()
                        .filter(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(test -> test.isAssignableTo(contract))
                        .filter(test -> ArchitectureRules.isNamed(test, start))
                        .anyMatch(test -> uses(test, item));
        if (!tested) {
            events.add(
                    SimpleConditionEvent.violated(
                            item, item.getName() + " has no test that extends " + contract));
        }
    }

    /// Returns whether a test, or one of the classes it extends, calls or names `item`.
    private static boolean uses(JavaClass test, JavaClass item) {
        return Stream.concat(Stream.of(test), test.getAllRawSuperclasses().stream())
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .anyMatch(use -> use.getTargetClass().getName().equals(item.getName()));
    }
}
