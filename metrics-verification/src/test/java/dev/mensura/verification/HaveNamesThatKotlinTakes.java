package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Holds for a class in which no name that others see is a hard keyword of Kotlin, which they would
/// have to write in backticks: packages, types, methods, fields and parameters.
final class HaveNamesThatKotlinTakes extends ArchCondition<JavaClass> {
    /// Source: the Kotlin documentation, "Keywords and operators", hard keywords.
    private static final Set<String> HARD_KEYWORDS =
            Set.of(
                    "as",
                    "break",
                    "class",
                    "continue",
                    "do",
                    "else",
                    "false",
                    "for",
                    "fun",
                    "if",
                    "in",
                    "interface",
                    "is",
                    "null",
                    "object",
                    "package",
                    "return",
                    "super",
                    "this",
                    "throw",
                    "true",
                    "try",
                    "typealias",
                    "typeof",
                    "val",
                    "var",
                    "when",
                    "while");

    HaveNamesThatKotlinTakes() {
        super("have visible names that are no hard keywords of Kotlin");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        for (String name : visibleNames(item)) {
            if (HARD_KEYWORDS.contains(name)) {
                events.add(
                        SimpleConditionEvent.violated(
                                item, item.getName() + " shows the name " + name));
            }
        }
    }

    private static Set<String> visibleNames(JavaClass item) {
        Set<String> names = new LinkedHashSet<>(List.of(item.getPackageName().split("\\.")));
        if (ArchitectureRules.isVisible(item)) {
            names.add(item.getSimpleName());
            ClassModel model = ClassFileOf.model(item);
            model.fields().stream()
                    .filter(field -> isVisible(field.flags().flags()))
                    .forEach(field -> names.add(field.fieldName().stringValue()));
            model.methods().stream()
                    .filter(method -> isVisible(method.flags().flags()))
                    .forEach(method -> addNames(method, names));
        }
        return names;
    }

    private static void addNames(MethodModel method, Set<String> names) {
        names.add(method.methodName().stringValue());
        method.findAttribute(Attributes.methodParameters()).stream()
                .flatMap(attribute -> attribute.parameters().stream())
                .flatMap(parameter -> parameter.name().stream())
                .forEach(name -> names.add(name.stringValue()));
    }

    private static boolean isVisible(Set<AccessFlag> flags) {
        return !flags.contains(AccessFlag.SYNTHETIC)
                && (flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED));
    }
}
