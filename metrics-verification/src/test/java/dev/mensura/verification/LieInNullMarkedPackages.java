package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;

/// Holds for a class whose package says in its `package-info` that it is `@NullMarked`.
final class LieInNullMarkedPackages extends ArchCondition<JavaClass> {
    LieInNullMarkedPackages() {
        super("lie in a package that is @NullMarked");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(
                    SimpleConditionEvent.violated(
                            item,
                            "package "
                                    + item.getPackageName()
                                    + " of "
                                    + item.getSimpleName()
                                    + " is not @NullMarked"));
        }
    }
}
