package dev.roundhouse.build.jar;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites one class: each lambda expression and method reference becomes an instance of a generated class.
 *
 * <p>The generated class calls the same method as the lambda. If the class is of Java 11 or later, it is a member of the same
 * nest, which gives it access to private methods. For an older class, the private static method of a lambda becomes
 * package-private, and so does a private instance method, under a name that no subclass has. A reference to a private method of an
 * older interface remains as it is. So does a lambda that is serializable or implements several interfaces.
 */
final class LambdaRewriter {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

    private final ClassReader source;
    private final int version;
    private final String nestHost;
    private final Map<String, Integer> methods = new HashMap<>();

    /** The methods that become package-private, with their new names. */
    private final Map<String, String> widened = new HashMap<>();

    /** The generated classes by interface. */
    private final Map<Type, LambdaClass> generated = new LinkedHashMap<>();

    private byte[] classFile;

    private LambdaRewriter(byte[] original) {
        source = new ClassReader(original);
        classFile = original;
        version = source.readShort(6);
        String[] host = {source.getClassName()};
        source.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitNestHost(String name) {
                        host[0] = name;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        methods.put(name + descriptor, access);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        nestHost = host[0];
    }

    /** Rewrites a class file. */
    static LambdaRewriter rewrite(byte[] original) {
        LambdaRewriter rewriter = new LambdaRewriter(original);
        byte[] rewritten = rewriter.replaceLambdas();
        if (!rewriter.generated.isEmpty()) {
            rewriter.classFile = rewriter.widened.isEmpty() ? rewritten : rewriter.widen(rewritten);
        }
        return rewriter;
    }

    /** The class, which is unchanged if it has no lambdas. */
    byte[] classFile() {
        return classFile;
    }

    /** The generated classes by name. */
    Map<String, byte[]> generated() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (LambdaClass lambdas : generated.values()) {
            classes.put(
                    lambdas.name(), lambdas.generate(version, hasNest() ? Optional.of(nestHost) : Optional.empty()));
        }
        return classes;
    }

    /** Whether the generated classes are members of the nest of {@link #nestHost}. */
    boolean hasNest() {
        return version >= Opcodes.V11;
    }

    /** The class that lists the members of the nest. */
    String nestHost() {
        return nestHost;
    }

    /** Adds members to the nest of a class. */
    static byte[] withNestMembers(byte[] host, List<String> members) {
        if (members.isEmpty()) {
            return host;
        }
        ClassWriter target = new ClassWriter(0);
        new ClassReader(host)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, target) {
                            @Override
                            public void visitEnd() {
                                members.forEach(this::visitNestMember);
                                super.visitEnd();
                            }
                        },
                        0);
        return target.toByteArray();
    }

    /** Removes the names of the local variables from a class. */
    static byte[] withoutVariables(byte[] original) {
        ClassWriter target = new ClassWriter(0);
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, target) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return withoutVariables(
                                        super.visitMethod(access, name, descriptor, signature, exceptions));
                            }
                        },
                        0);
        return target.toByteArray();
    }

    private static MethodVisitor withoutVariables(MethodVisitor target) {
        return new MethodVisitor(Opcodes.ASM9, target) {
            @Override
            public void visitLocalVariable(
                    String name, String descriptor, String signature, Label start, Label end, int index) {
                // Not copied.
            }
        };
    }

    private byte[] replaceLambdas() {
        ClassWriter target = new ClassWriter(0);
        source.accept(
                new ClassVisitor(Opcodes.ASM9, target) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return replaceLambdas(super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return target.toByteArray();
    }

    private MethodVisitor replaceLambdas(MethodVisitor target) {
        return new MethodVisitor(Opcodes.ASM9, target) {
            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                if (!isLambda(bootstrap) || !isAccessible((Handle) arguments[1])) {
                    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
                    return;
                }
                Type creation = Type.getMethodType(descriptor);
                classFor(creation.getReturnType(), name, (Type) arguments[0])
                        .add(new Lambda(creation, renamed((Handle) arguments[1]), (Type) arguments[2]), mv);
            }
        };
    }

    private LambdaClass classFor(Type interfaceType, String methodName, Type erased) {
        return generated.computeIfAbsent(
                interfaceType,
                type -> new LambdaClass(
                        source.getClassName() + "$Lambda" + (generated.size() + 1), type, methodName, erased));
    }

    private Handle renamed(Handle method) {
        String name = widened.get(method.getName() + method.getDesc());
        return name == null || !method.getOwner().equals(source.getClassName())
                ? method
                : new Handle(callTag(method), method.getOwner(), name, method.getDesc(), method.isInterface());
    }

    /** A method that is not private any more is called as a virtual one. */
    private static int callTag(Handle method) {
        return method.getTag() == Opcodes.H_INVOKESPECIAL ? Opcodes.H_INVOKEVIRTUAL : method.getTag();
    }

    /** The alternative factory is for lambdas with further interfaces, such as serializable ones. */
    private static boolean isLambda(Handle bootstrap) {
        return bootstrap.getOwner().equals(METAFACTORY) && bootstrap.getName().equals("metafactory");
    }

    private boolean isAccessible(Handle implementation) {
        String method = implementation.getName() + implementation.getDesc();
        int access = implementation.getOwner().equals(source.getClassName()) ? methods.getOrDefault(method, 0) : 0;
        if (hasNest() || (access & Opcodes.ACC_PRIVATE) == 0) {
            return true;
        }
        if ((source.getAccess() & Opcodes.ACC_INTERFACE) != 0) {
            return false;
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        widened.put(method, isStatic ? implementation.getName() : uniqueName(implementation));
        return true;
    }

    /** A name that is unique in the package: no method can override it, or be overridden by it. */
    private String uniqueName(Handle method) {
        return method.getName() + "$"
                + source.getClassName().substring(source.getClassName().lastIndexOf('/') + 1);
    }

    private byte[] widen(byte[] original) {
        ClassWriter target = new ClassWriter(0);
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, target) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                String newName = widened.get(name + descriptor);
                                int removed = newName == null ? 0 : Opcodes.ACC_PRIVATE;
                                return renameCalls(super.visitMethod(
                                        access & ~removed,
                                        newName == null ? name : newName,
                                        descriptor,
                                        signature,
                                        exceptions));
                            }
                        },
                        0);
        return target.toByteArray();
    }

    /** Only the class itself can call its private methods. */
    private MethodVisitor renameCalls(MethodVisitor target) {
        return new MethodVisitor(Opcodes.ASM9, target) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                String newName = owner.equals(source.getClassName()) ? widened.get(name + descriptor) : null;
                super.visitMethodInsn(opcode, owner, newName == null ? name : newName, descriptor, isInterface);
            }
        };
    }
}
