package dev.roundhouse.build.jar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of all lambdas of one class that implement one interface. Each lambda has a number; the method of the interface
 * calls the implementation of the number of its object.
 */
final class LambdaClass {
    private static final String CONSTRUCTOR = "<init>";
    private static final String SINGLETON = "INSTANCE";
    private static final String FACTORY = "create";
    private static final String NUMBER = "number";
    private static final String OBJECT = "java/lang/Object";

    private final String name;
    private final Type interfaceType;
    private final String methodName;
    private final Type erased;
    private final List<Lambda> lambdas = new ArrayList<>();

    /**
     * @param name the internal name of the class
     * @param interfaceType the functional interface
     * @param methodName the name of its method
     * @param erased the type of its method
     */
    LambdaClass(String name, Type interfaceType, String methodName, Type erased) {
        this.name = name;
        this.interfaceType = interfaceType;
        this.methodName = methodName;
        this.erased = erased;
    }

    String name() {
        return name;
    }

    /** Adds a lambda, and to the method that contains it the creation of its object; the captured variables are on the stack. */
    void add(Lambda lambda, MethodVisitor method) {
        int number = lambdas.size();
        lambdas.add(lambda);
        if (lambda.captured().length == 0) {
            method.visitFieldInsn(Opcodes.GETSTATIC, name, SINGLETON + number, interfaceType.getDescriptor());
        } else {
            method.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    name,
                    FACTORY + number,
                    lambda.creation().getDescriptor(),
                    false);
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
        String[] interfaces = {interfaceType.getInternalName()};
        target.visit(
                version, Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SUPER, name, null, OBJECT, interfaces);
        nestHost.ifPresent(target::visitNestHost);
        if (isNumbered()) {
            target.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, NUMBER, "I", null, null)
                    .visitEnd();
        }
        Set<Lambda.CapturedField> fields = new LinkedHashSet<>();
        lambdas.forEach(lambda -> fields.addAll(lambda.fields()));
        fields.forEach(field -> field.declare(target));
        addConstructors(target);
        addFactories(target);
        addSingletons(target);
        addMethod(target);
        target.visitEnd();
        return target.toByteArray();
    }

    private boolean isNumbered() {
        return lambdas.size() > 1;
    }

    /** Lambdas that capture the same types share a constructor. */
    private void addConstructors(ClassWriter target) {
        Set<String> added = new HashSet<>();
        for (Lambda lambda : lambdas) {
            if (added.add(constructorDescriptor(lambda))) {
                addConstructor(target, lambda);
            }
        }
    }

    private String constructorDescriptor(Lambda lambda) {
        Stream<Type> fields = lambda.fields().stream().map(Lambda.CapturedField::type);
        return Type.getMethodDescriptor(
                Type.VOID_TYPE,
                Stream.concat(isNumbered() ? Stream.of(Type.INT_TYPE) : Stream.of(), fields)
                        .toArray(Type[]::new));
    }

    private void addConstructor(ClassWriter target, Lambda lambda) {
        MethodVisitor code =
                target.visitMethod(Opcodes.ACC_PRIVATE, CONSTRUCTOR, constructorDescriptor(lambda), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, CONSTRUCTOR, "()V", false);
        int variable = 1;
        if (isNumbered()) {
            assign(code, NUMBER, Type.INT_TYPE, variable);
            variable += 1;
        }
        for (Lambda.CapturedField field : lambda.fields()) {
            assign(code, field.name(), field.type(), variable);
            variable += field.type().getSize();
        }
        end(code, Opcodes.RETURN);
    }

    private void assign(MethodVisitor code, String field, Type type, int variable) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, field, type.getDescriptor());
    }

    private void addFactories(ClassWriter target) {
        for (int number = 0; number < lambdas.size(); number++) {
            Lambda lambda = lambdas.get(number);
            if (lambda.captured().length > 0) {
                MethodVisitor code = target.visitMethod(
                        Opcodes.ACC_STATIC, FACTORY + number, lambda.creation().getDescriptor(), null, null);
                code.visitCode();
                create(code, number);
                end(code, Opcodes.ARETURN);
            }
        }
    }

    /** Creates an object from the number and the variables of the method. */
    private void create(MethodVisitor code, int number) {
        Lambda lambda = lambdas.get(number);
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        if (isNumbered()) {
            code.visitLdcInsn(number);
        }
        int variable = 0;
        for (Type type : lambda.captured()) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
            variable += type.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructorDescriptor(lambda), false);
    }

    /** The objects of the lambdas that capture nothing. */
    private void addSingletons(ClassWriter target) {
        if (lambdas.stream().noneMatch(lambda -> lambda.captured().length == 0)) {
            return;
        }
        MethodVisitor code = target.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        for (int number = 0; number < lambdas.size(); number++) {
            if (lambdas.get(number).captured().length == 0) {
                String type = interfaceType.getDescriptor();
                target.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, SINGLETON + number, type, null, null)
                        .visitEnd();
                create(code, number);
                code.visitFieldInsn(Opcodes.PUTSTATIC, name, SINGLETON + number, type);
            }
        }
        end(code, Opcodes.RETURN);
    }

    private void addMethod(ClassWriter target) {
        MethodVisitor code = target.visitMethod(Opcodes.ACC_PUBLIC, methodName, erased.getDescriptor(), null, null);
        code.visitCode();
        if (isNumbered()) {
            Label[] labels = Stream.generate(Label::new).limit(lambdas.size()).toArray(Label[]::new);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, NUMBER, "I");
            Label[] others = Arrays.copyOf(labels, labels.length - 1);
            code.visitTableSwitchInsn(0, others.length - 1, labels[labels.length - 1], others);
            for (int number = 0; number < labels.length; number++) {
                code.visitLabel(labels[number]);
                code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                lambdas.get(number).addBody(code, name, erased);
            }
        } else {
            lambdas.get(0).addBody(code, name, erased);
        }
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void end(MethodVisitor code, int opcode) {
        code.visitInsn(opcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
