package dev.mensura.verification.application;

import java.lang.reflect.Method;

/// Runs classes with a `main` one after the other in one JVM, and prints the name of each, behind
/// [#NEXT], before what it prints.
public final class RunBlocks {
    /// How the line begins that names the class which prints from there on.
    public static final String NEXT = "next block: ";

    private RunBlocks() {}

    /// Runs the classes of these names.
    public static void main(String[] classNames) throws ReflectiveOperationException {
        for (String className : classNames) {
            System.out.println(NEXT + className);
            Method main = Class.forName(className).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        }
    }
}
