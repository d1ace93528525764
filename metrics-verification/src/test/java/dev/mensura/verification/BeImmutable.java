package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds for a static field that is final and whose value cannot change either:
///
/// - a primitive, or a type of the JDK that is known to be immutable;
/// - an array without elements;
/// - a `List`, `Set` or `Map`, if the static initialiser around it makes no modifiable collection;
/// - a type of ours whose fields, and those of its subclasses, are final and of such types; it may
///   own private arrays, which its methods have to keep as they are.
///
/// Other arrays and everything else are mutable, unless listed with a reason.
final class BeImmutable extends ArchCondition<JavaField> {
    private static final Set<String> IMMUTABLE =
            Set.of(
                    "java.lang.Boolean",
                    "java.lang.Class",
                    "java.lang.Double",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.String",
                    "java.lang.System$Logger",
                    "java.lang.invoke.VarHandle",
                    "java.math.BigDecimal",
                    "java.math.BigInteger",
                    "java.math.MathContext",
                    "java.nio.ByteOrder",
                    "java.nio.charset.Charset",
                    "java.util.regex.Pattern",
                    "tools.jackson.core.json.JsonFactory");

    /// Vectors, masks, shuffles and species are values.
    private static final String VECTORS = "jdk.incubator.vector";

    private static final Set<String> COLLECTIONS =
            Set.of("java.util.List", "java.util.Set", "java.util.Map");

    /// Exceptions by field, each with its reason.
    private static final Map<String, String> ALLOWED =
            Map.of(
                    "dev.mensura.cli.Main.LOG",
                    "the JDK holds loggers weakly, and with them the level that was set",
                    "dev.mensura.cli.image.PngFile.SIGNATURE",
                    "eight bytes of the format, private and only compared");

    /// Supertypes outside our packages that own no state which could change.
    private static final Set<String> STATELESS =
            Set.of("java.lang.Object", "java.lang.Enum", "java.lang.Record");

    private final String root;

    BeImmutable(String root) {
        super("be final and of an immutable type");
        this.root = root;
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        boolean compilerMade = field.getOwner().getModifiers().contains(JavaModifier.SYNTHETIC);
        if (!compilerMade && !ALLOWED.containsKey(field.getFullName()) && !isConstant(field)) {
            events.add(
                    SimpleConditionEvent.violated(
                            field, field.getFullName() + " is static state that can change"));
        }
    }

    private boolean isConstant(JavaField field) {
        JavaClass type = field.getRawType();
        if (!field.getModifiers().contains(JavaModifier.FINAL)) {
            return false;
        }
        if (type.isArray()) {
            return startsEmpty(field);
        }
        if (COLLECTIONS.contains(type.getName())) {
            return !makesModifiableCollections(field.getOwner());
        }
        return isImmutable(type, new HashSet<>());
    }

    /// Returns whether the static initialiser assigns `new X[0]` or `{}`.
    private static boolean startsEmpty(JavaField field) {
        List<CodeElement> code =
                ClassFileOf.model(field.getOwner()).methods().stream()
                        .filter(method -> method.methodName().equalsString("<clinit>"))
                        .flatMap(method -> method.code().stream())
                        .flatMap(CodeModel::elementStream)
                        .filter(Instruction.class::isInstance)
                        .toList();
        for (int i = 2; i < code.size(); i++) {
            if (code.get(i) instanceof FieldInstruction put
                    && put.opcode() == Opcode.PUTSTATIC
                    && put.name().equalsString(field.getName())) {
                return (code.get(i - 1) instanceof NewPrimitiveArrayInstruction
                                || code.get(i - 1) instanceof NewReferenceArrayInstruction)
                        && code.get(i - 2) instanceof ConstantInstruction length
                        && length.constantValue().equals(0);
            }
        }
        return false;
    }

    private static boolean makesModifiableCollections(JavaClass owner) {
        return owner.getStaticInitializer().stream()
                .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
                .map(call -> call.getTargetOwner())
                .anyMatch(made ->
                        made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class));
    }

    private boolean isImmutable(JavaClass type, Set<JavaClass> seen) {
        if (type.isPrimitive()
                || IMMUTABLE.contains(type.getName())
                || type.getPackageName().equals(VECTORS)
                || !seen.add(type)) {
            return true;
        }
        return isOurs(type)
                && type.getAllRawSuperclasses().stream()
                        .allMatch(each -> isOurs(each) || STATELESS.contains(each.getName()))
                && type.getAllFields().stream()
                        .filter(field -> isOurs(field.getOwner()))
                        .allMatch(field -> keeps(field, seen))
                && type.getAllSubclasses().stream().allMatch(each -> isImmutable(each, seen));
    }

    private boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    /// Returns whether a field of a type of ours keeps its value, or belongs to no instance.
    private boolean keeps(JavaField field, Set<JavaClass> seen) {
        Set<JavaModifier> modifiers = field.getModifiers();
        JavaClass type = field.getRawType();
        return modifiers.contains(JavaModifier.STATIC)
                || (modifiers.contains(JavaModifier.FINAL)
                        && (COLLECTIONS.contains(type.getName())
                                || type.getPackageName().equals("java.util.function")
                                || type.getName().equals("java.lang.Object")
                                || (type.isArray() && modifiers.contains(JavaModifier.PRIVATE))
                                || isImmutable(type, seen)));
    }
}
