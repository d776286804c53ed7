package dev.roundhouse.build.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class JarRewriterTest {
    private static final String CLASSES = "dev/roundhouse/build/jar/RewrittenLambdas";
    private static final String OLD_CLASS = "dev/roundhouse/build/jar/OldLambdas";
    private static final String LAMBDAS = "--lambdas=dev/";
    private static final String VARIABLES = "--variables=dev/";
    private static final byte[] TEXT = "text ".repeat(1000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private Path jar;

    @BeforeEach
    void create_jar() throws IOException {
        jar = directory.resolve("test.jar");
        try (ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(jar))) {
            target.putNextEntry(new ZipEntry("META-INF/"));
            add(target, "META-INF/text", TEXT);
            for (String name : List.of(CLASSES, CLASSES + "$Holder", CLASSES + "$Greeting")) {
                add(target, name + ".class", classFile(name));
            }
        }
    }

    private static void add(ZipOutputStream target, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_000_000_000_000L);
        target.putNextEntry(entry);
        target.write(bytes);
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream file = JarRewriterTest.class.getResourceAsStream("/" + name + ".class")) {
            return file.readAllBytes();
        }
    }

    @Test
    void rewritten_lambdas_return_the_same_results() throws Exception {
        JarRewriter.main(jar.toString(), LAMBDAS, VARIABLES);
        assertSameResult(RewrittenLambdas.class);
    }

    /** Loads a class from the jar and compares what it returns with the result of the class as it was compiled. */
    private void assertSameResult(Class<? extends Supplier<?>> original) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object rewritten =
                    loader.loadClass(original.getName()).getConstructor().newInstance();
            assertEquals(original.getConstructor().newInstance().get(), ((Supplier<?>) rewritten).get());
        }
    }

    @Test
    void no_lambda_remains() throws IOException {
        assertTrue(lambdas(jar) > 10);
        JarRewriter.main(jar.toString(), LAMBDAS, VARIABLES);
        assertEquals(0, lambdas(jar));
    }

    @Test
    void lambdas_of_other_classes_remain() throws IOException {
        int before = lambdas(jar);
        JarRewriter.main(jar.toString(), "--lambdas=other/", VARIABLES);
        assertEquals(before, lambdas(jar));
    }

    @Test
    void names_of_local_variables_are_removed_except_from_named_classes() throws IOException {
        JarRewriter.main(jar.toString(), LAMBDAS, "--variables=" + CLASSES + "$");
        try (ZipFile file = new ZipFile(jar.toFile())) {
            assertFalse(hasVariables(file, CLASSES));
            assertTrue(hasVariables(file, CLASSES + "$Holder"));
        }
    }

    private static boolean hasVariables(ZipFile file, String className) throws IOException {
        byte[] bytes = file.getInputStream(file.getEntry(className + ".class")).readAllBytes();
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("LocalVariableTable");
    }

    @Test
    void lambdas_of_old_classes_return_the_same_results() throws Exception {
        try (ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(OLD_CLASS, OLD_CLASS + "$Extended")) {
                add(target, name + ".class", ofJava8(name));
            }
        }
        JarRewriter.main(jar.toString(), LAMBDAS, VARIABLES);
        assertEquals(0, lambdas(jar));
        assertSameResult(OldLambdas.Extended.class);
    }

    private static byte[] ofJava8(String name) throws IOException {
        byte[] old = classFile(name);
        old[7] = Opcodes.V1_8;
        return old;
    }

    @Test
    void lambdas_of_one_interface_share_a_class() throws IOException {
        LambdaRewriter rewriter = LambdaRewriter.rewrite(classFile(CLASSES));
        List<String> interfaces = new ArrayList<>();
        rewriter.generated()
                .values()
                .forEach(file -> interfaces.addAll(List.of(new ClassReader(file).getInterfaces())));
        assertEquals(List.copyOf(new LinkedHashSet<>(interfaces)), interfaces);
    }

    @Test
    void named_classes_are_stored_and_everything_else_is_compressed() throws IOException {
        JarRewriter.main(jar.toString(), LAMBDAS, "--stored=other/," + CLASSES + "$Holder");
        try (ZipFile file = new ZipFile(jar.toFile())) {
            assertEquals(
                    ZipEntry.STORED, file.getEntry(CLASSES + "$Holder.class").getMethod());
            assertEquals(ZipEntry.DEFLATED, file.getEntry(CLASSES + ".class").getMethod());
            assertEquals(ZipEntry.DEFLATED, file.getEntry("META-INF/text").getMethod());
        }
    }

    @Test
    void resources_keep_bytes_and_time_and_directories_are_removed() throws IOException {
        JarRewriter.main(jar.toString(), LAMBDAS, VARIABLES);
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry text = file.getEntry("META-INF/text");
            assertArrayEquals(TEXT, file.getInputStream(text).readAllBytes());
            assertEquals(1_000_000_000_000L, text.getTime());
            assertNull(file.getEntry("META-INF/"));
        }
    }

    @Test
    void second_rewrite_changes_nothing() throws IOException {
        JarRewriter.main(jar.toString(), LAMBDAS, VARIABLES);
        byte[] first = Files.readAllBytes(jar);
        JarRewriter.main(jar.toString(), LAMBDAS, VARIABLES);
        assertArrayEquals(first, Files.readAllBytes(jar));
    }

    private static int lambdas(Path jar) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
                if (entry.getName().endsWith(".class")) {
                    classes.add(file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return classes.stream().mapToInt(JarRewriterTest::lambdas).sum();
    }

    /** The number of lambdas in a class. */
    private static int lambdas(byte[] classFile) {
        List<String> names = new ArrayList<>();
        MethodVisitor counter = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                    names.add(name);
                }
            }
        };
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return counter;
                            }
                        },
                        0);
        return names.size();
    }
}
