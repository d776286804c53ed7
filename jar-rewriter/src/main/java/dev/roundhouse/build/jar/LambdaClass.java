package dev.roundhouse.build.jar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of one lambda: a field for each captured variable, and the method of the functional interface.
 *
 * @param name the internal name of the class
 * @param methodName the name of the method of the interface
 * @param creation the types of the captured variables and, as the result, the interface
 * @param erased the method of the interface
 * @param implementation the method to call
 * @param specialized the method of the interface with its type parameters replaced, such as (String)Integer for (Object)Object
 */
record LambdaClass(
        String name, String methodName, Type creation, Type erased, Handle implementation, Type specialized) {
    private static final String CONSTRUCTOR = "<init>";
    private static final String SINGLETON = "INSTANCE";
    private static final String FACTORY = "create";
    private static final String OBJECT = "java/lang/Object";

    /** Adds the creation of an instance to the method that contains the lambda; the captured variables are on the stack. */
    void visitCreation(MethodVisitor method) {
        if (captured().length == 0) {
            method.visitFieldInsn(
                    Opcodes.GETSTATIC, name, SINGLETON, creation.getReturnType().getDescriptor());
        } else {
            method.visitMethodInsn(Opcodes.INVOKESTATIC, name, FACTORY, creation.getDescriptor(), false);
        }
    }

    /**
     * Generates the class.
     *
     * @param version the version of the class file
     * @param nestHost the class whose nest it is a member of
     */
    byte[] generate(int version, Optional<String> nestHost) {
        ClassWriter target = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String[] interfaces = {creation.getReturnType().getInternalName()};
        target.visit(
                version, Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER, name, null, OBJECT, interfaces);
        nestHost.ifPresent(target::visitNestHost);
        addConstructor(target);
        if (captured().length == 0) {
            addSingleton(target);
        } else {
            addFactory(target);
        }
        addMethod(target);
        target.visitEnd();
        return target.toByteArray();
    }

    private Type[] captured() {
        return creation.getArgumentTypes();
    }

    private static String fieldName(int index) {
        return "captured" + index;
    }

    private String constructorDescriptor() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured());
    }

    private void addConstructor(ClassWriter target) {
        MethodVisitor code = target.visitMethod(Opcodes.ACC_PRIVATE, CONSTRUCTOR, constructorDescriptor(), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, CONSTRUCTOR, "()V", false);
        int variable = 1;
        for (int i = 0; i < captured().length; i++) {
            Type type = captured()[i];
            target.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, fieldName(i), type.getDescriptor(), null, null)
                    .visitEnd();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, fieldName(i), type.getDescriptor());
            variable += type.getSize();
        }
        end(code, Opcodes.RETURN);
    }

    private void addSingleton(ClassWriter target) {
        String type = creation.getReturnType().getDescriptor();
        target.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, SINGLETON, type, null, null)
                .visitEnd();
        MethodVisitor code = target.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, "()V", false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, SINGLETON, type);
        end(code, Opcodes.RETURN);
    }

    private void addFactory(ClassWriter target) {
        MethodVisitor code = target.visitMethod(Opcodes.ACC_STATIC, FACTORY, creation.getDescriptor(), null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int variable = 0;
        for (Type type : captured()) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
            variable += type.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructorDescriptor(), false);
        end(code, Opcodes.ARETURN);
    }

    /** Adds the method of the interface: it calls the implementation with the captured variables and the arguments. */
    private void addMethod(ClassWriter target) {
        MethodVisitor code = target.visitMethod(Opcodes.ACC_PUBLIC, methodName, erased.getDescriptor(), null, null);
        code.visitCode();
        boolean isConstructor = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (isConstructor) {
            code.visitTypeInsn(Opcodes.NEW, implementation.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        for (int i = 0; i < captured().length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, fieldName(i), captured()[i].getDescriptor());
        }
        List<Type> parameters = parameters();
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
        addReturn(code, result);
    }

    private void addReturn(MethodVisitor code, Type result) {
        Type returned = erased.getReturnType();
        if (!returned.equals(Type.VOID_TYPE)) {
            Conversion.add(code, result, specialized.getReturnType(), returned);
        } else if (!result.equals(Type.VOID_TYPE)) {
            code.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
        end(code, returned.getOpcode(Opcodes.IRETURN));
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

    private static void end(MethodVisitor code, int opcode) {
        code.visitInsn(opcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
