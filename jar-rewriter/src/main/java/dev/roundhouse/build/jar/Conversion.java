package dev.roundhouse.build.jar;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The conversions between the types of a lambda and those of the method that it calls: casts, boxing, widening. */
final class Conversion {
    private static final Map<Type, String> WRAPPERS = Map.of(
            Type.BOOLEAN_TYPE, "java/lang/Boolean",
            Type.CHAR_TYPE, "java/lang/Character",
            Type.BYTE_TYPE, "java/lang/Byte",
            Type.SHORT_TYPE, "java/lang/Short",
            Type.INT_TYPE, "java/lang/Integer",
            Type.LONG_TYPE, "java/lang/Long",
            Type.FLOAT_TYPE, "java/lang/Float",
            Type.DOUBLE_TYPE, "java/lang/Double");

    private static final List<Type> AS_INT =
            List.of(Type.BOOLEAN_TYPE, Type.CHAR_TYPE, Type.BYTE_TYPE, Type.SHORT_TYPE, Type.INT_TYPE);

    private Conversion() {}

    /**
     * Converts the value on top of the stack.
     *
     * @param from its type
     * @param via the type that it is known to have
     * @param to the type to convert to
     */
    static void add(MethodVisitor code, Type from, Type via, Type to) {
        if (isPrimitive(from) && isPrimitive(to)) {
            widen(code, from, to);
        } else if (isPrimitive(from)) {
            box(code, from);
        } else if (isPrimitive(to)) {
            Type unboxed = unboxed(via, to);
            unbox(code, unboxed);
            widen(code, unboxed, to);
        } else {
            cast(code, from, isPrimitive(via) ? to : via, to);
        }
    }

    static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    private static void cast(MethodVisitor code, Type from, Type via, Type to) {
        Type known = castTo(code, from, via);
        castTo(code, known, to);
    }

    private static Type castTo(MethodVisitor code, Type from, Type to) {
        if (to.equals(from) || to.getInternalName().equals("java/lang/Object")) {
            return from;
        }
        code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        return to;
    }

    private static void box(MethodVisitor code, Type primitive) {
        String wrapper = WRAPPERS.get(primitive);
        String descriptor = Type.getMethodDescriptor(Type.getObjectType(wrapper), primitive);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
    }

    private static Type unboxed(Type via, Type to) {
        return WRAPPERS.entrySet().stream()
                .filter(wrapper -> Type.getObjectType(wrapper.getValue()).equals(via))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(to);
    }

    private static void unbox(MethodVisitor code, Type primitive) {
        String wrapper = WRAPPERS.get(primitive);
        code.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
        String method = primitive.getClassName() + "Value";
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, wrapper, method, Type.getMethodDescriptor(primitive), false);
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
        if (from.equals(to) || (AS_INT.contains(from) && AS_INT.contains(to))) {
            return;
        }
        if (AS_INT.contains(from)) {
            code.visitInsn(
                    to.equals(Type.LONG_TYPE) ? Opcodes.I2L : to.equals(Type.FLOAT_TYPE) ? Opcodes.I2F : Opcodes.I2D);
        } else if (from.equals(Type.LONG_TYPE)) {
            code.visitInsn(to.equals(Type.FLOAT_TYPE) ? Opcodes.L2F : Opcodes.L2D);
        } else {
            code.visitInsn(Opcodes.F2D);
        }
    }
}
