package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds for a `Vector...` class if each entry that it implements, which is an interface or an
/// abstract class of the kernels, has a `Scalar...` implementation too: its specification.
final class HaveScalarTwins extends ArchCondition<JavaClass> {
    private final String root;

    HaveScalarTwins(String root) {
        super("have a Scalar... twin");
        this.root = root;
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        for (JavaClass entry : entries(item)) {
            boolean specified =
                    entry.getAllSubclasses().stream()
                            .anyMatch(twin -> ArchitectureRules.isNamed(twin, "Scalar"));
            if (!specified) {
                events.add(
                        SimpleConditionEvent.violated(
                                item,
                                entry.getName()
                                        + " has "
                                        + item.getSimpleName()
                                        + " and no Scalar... implementation"));
            }
        }
    }

    private Set<JavaClass> entries(JavaClass item) {
        return Stream.concat(
                        item.getAllRawSuperclasses().stream(), item.getAllRawInterfaces().stream())
                .filter(each -> each.getPackageName().startsWith(root + ".core.kernel"))
                .filter(each -> each.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(each -> !ArchitectureRules.isNamed(each, "Vector"))
                .collect(Collectors.toSet());
    }
}
