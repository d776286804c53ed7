package dev.roundhouse.build.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar in place so that its program starts with less CPU time.
 *
 * <ul>
 *   <li>Lambdas become classes in the jar: one for all lambdas of a class that implement one interface. Otherwise, Java
 *       generates a class for each of them at every start.
 *   <li>Classes that every start loads are stored without compression.
 *   <li>Libraries lose the names of their local variables, which only debuggers use: there is less to read, and the jar has
 *       room for classes without compression.
 *   <li>Entries for directories are removed: Java reads the list of all entries at every start, twice.
 * </ul>
 */
public final class JarRewriter {
    private static final String CLASS_SUFFIX = ".class";

    private final Selection selection;
    private final Map<String, List<String>> nestMembers = new HashMap<>();

    /** @param selection what to do with which classes */
    JarRewriter(Selection selection) {
        this.selection = selection;
    }

    /** A file in the jar. */
    private static final class RewrittenFile {
        private final String name;
        private final long time;
        private final byte[] bytes;

        RewrittenFile(String name, long time, byte[] bytes) {
            this.name = name;
            this.time = time;
            this.bytes = bytes;
        }

        boolean isClass() {
            return name.endsWith(CLASS_SUFFIX);
        }
    }

    /**
     * Rewrites a jar.
     *
     * @param args the jar, then the options of {@link Selection#parse}
     */
    public static void main(String... args) throws IOException {
        new JarRewriter(Selection.parse(List.of(args).subList(1, args.length))).rewrite(Path.of(args[0]));
    }

    void rewrite(Path jar) throws IOException {
        List<RewrittenFile> resources = new ArrayList<>();
        try (ZipFile source = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(source.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream content = source.getInputStream(entry)) {
                        addRewritten(
                                new RewrittenFile(entry.getName(), entry.getTime(), content.readAllBytes()), resources);
                    }
                }
            }
        }
        Path rewritten = jar.resolveSibling(jar.getFileName() + ".rewritten");
        try (OutputStream file = Files.newOutputStream(rewritten);
                ZipOutputStream target = new ZipOutputStream(file)) {
            target.setLevel(Deflater.BEST_COMPRESSION);
            for (RewrittenFile resource : resources) {
                write(resource, target);
            }
        }
        Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private void addRewritten(RewrittenFile resource, List<RewrittenFile> target) {
        if (!resource.isClass()) {
            target.add(resource);
            return;
        }
        String className = className(resource.name);
        byte[] bytes =
                selection.keepsVariables(className) ? resource.bytes : LambdaRewriter.withoutVariables(resource.bytes);
        if (!selection.replacesLambdas(className)) {
            target.add(new RewrittenFile(resource.name, resource.time, bytes));
            return;
        }
        LambdaRewriter rewriter = LambdaRewriter.rewrite(bytes);
        target.add(new RewrittenFile(resource.name, resource.time, rewriter.classFile()));
        Map<String, byte[]> generated = rewriter.generated();
        generated.forEach((name, file) -> target.add(new RewrittenFile(name + CLASS_SUFFIX, resource.time, file)));
        if (rewriter.hasNest()) {
            nestMembers
                    .computeIfAbsent(rewriter.nestHost(), host -> new ArrayList<>())
                    .addAll(generated.keySet());
        }
    }

    private static String className(String fileName) {
        return fileName.substring(0, fileName.length() - CLASS_SUFFIX.length());
    }

    private void write(RewrittenFile resource, ZipOutputStream target) throws IOException {
        byte[] bytes = resource.bytes;
        ZipEntry entry = new ZipEntry(resource.name);
        entry.setTime(resource.time);
        if (resource.isClass()) {
            String name = className(resource.name);
            bytes = LambdaRewriter.withNestMembers(bytes, nestMembers.getOrDefault(name, List.of()));
            if (selection.stores(name)) {
                store(entry, bytes);
            }
        }
        target.putNextEntry(entry);
        target.write(bytes);
        target.closeEntry();
    }

    private static void store(ZipEntry entry, byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(checksum.getValue());
    }
}
