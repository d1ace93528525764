package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.stream.Stream;

/// Holds for a class in which no visible field, parameter, result or supertype is of a type of one
/// package.
final class HaveSignaturesWithout extends ArchCondition<JavaClass> {
    private final String packageName;

    HaveSignaturesWithout(String packageName) {
        super("have visible signatures without types of " + packageName);
        this.packageName = packageName;
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        if (!ArchitectureRules.isVisible(item)) {
            return;
        }
        Stream<JavaType> types =
                Stream.concat(
                        Stream.concat(item.getSuperclass().stream(), item.getInterfaces().stream()),
                        item.getMembers().stream()
                                .filter(member ->
                                        ArchitectureRules.isExposed(member.getModifiers()))
                                .flatMap(HaveSignaturesWithout::types));
        types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(type -> type.getPackageName().startsWith(packageName))
                .distinct()
                .forEach(type ->
                        events.add(
                                SimpleConditionEvent.violated(
                                        item, item.getName() + " shows " + type.getName())));
    }

    private static Stream<JavaType> types(JavaMember member) {
        return member instanceof JavaCodeUnit unit
                ? Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                : Stream.of(((com.tngtech.archunit.core.domain.JavaField) member).getType());
    }
}
