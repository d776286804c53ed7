package dev.roundhouse.build.jar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One lambda expression or method reference: what it captures, and the body of the method of the functional interface.
 *
 * @param creation the types of the captured variables and, as the result, the interface
 * @param implementation the method to call
 * @param specialized the method of the interface with its type parameters replaced, such as (String)Integer for (Object)Object
 */
record Lambda(Type creation, Handle implementation, Type specialized) {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    /** A field of the generated class that holds a captured variable. */
    record CapturedField(String name, Type type) {
        void declare(ClassWriter target) {
            target.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, name, type.getDescriptor(), null, null)
                    .visitEnd();
        }
    }

    Type[] captured() {
        return creation.getArgumentTypes();
    }

    /** The fields for the captured variables, in their order. Lambdas of one class share the fields of a type. */
    List<CapturedField> fields() {
        Map<Type, Integer> counts = new HashMap<>();
        List<CapturedField> fields = new ArrayList<>();
        for (Type captured : captured()) {
            Type type = Conversion.isPrimitive(captured) ? captured : OBJECT;
            String prefix = Conversion.isPrimitive(captured) ? captured.getDescriptor() : "L";
            fields.add(new CapturedField(prefix + counts.merge(type, 1, Integer::sum), type));
        }
        return fields;
    }

    /** Adds the body of the method: it calls the implementation with the captured variables and the arguments. */
    void addBody(MethodVisitor code, String className, Type erased) {
        boolean isConstructor = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (isConstructor) {
            code.visitTypeInsn(Opcodes.NEW, implementation.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        List<Type> parameters = parameters();
        List<CapturedField> fields = fields();
        for (int i = 0; i < fields.size(); i++) {
            CapturedField field = fields.get(i);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(
                    Opcodes.GETFIELD, className, field.name(), field.type().getDescriptor());
            Conversion.add(code, field.type(), captured()[i], parameters.get(i));
        }
        int variable = 1;
        for (int i = 0; i < erased.getArgumentTypes().length; i++) {
            Type type = erased.getArgumentTypes()[i];
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
            Conversion.add(code, type, specialized.getArgumentTypes()[i], parameters.get(captured().length + i));
            variable += type.getSize();
        }
        code.visitMethodInsn(
                callOpcode(),
                implementation.getOwner(),
                implementation.getName(),
                implementation.getDesc(),
                implementation.isInterface());
        Type result = isConstructor
                ? Type.getObjectType(implementation.getOwner())
                : Type.getReturnType(implementation.getDesc());
        addReturn(code, result, erased.getReturnType());
    }

    private void addReturn(MethodVisitor code, Type result, Type returned) {
        if (!returned.equals(Type.VOID_TYPE)) {
            Conversion.add(code, result, specialized.getReturnType(), returned);
        } else if (!result.equals(Type.VOID_TYPE)) {
            code.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
        code.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    }

    /** The parameters of the implementation, with the object that the method is called on. */
    private List<Type> parameters() {
        List<Type> parameters = new ArrayList<>(Arrays.asList(Type.getArgumentTypes(implementation.getDesc())));
        if (implementation.getTag() != Opcodes.H_INVOKESTATIC
                && implementation.getTag() != Opcodes.H_NEWINVOKESPECIAL) {
            parameters.add(0, Type.getObjectType(implementation.getOwner()));
        }
        return parameters;
    }

    /** A private method is called like any other: the class is in its nest. */
    private int callOpcode() {
        return switch (implementation.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> implementation.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }
}
