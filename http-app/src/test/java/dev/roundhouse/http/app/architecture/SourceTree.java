package dev.roundhouse.http.app.architecture;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text files of the repository as they are on the disk, without what a build or an editor writes. */
public final class SourceTree {
    private static final Set<String> GENERATED = Set.of("target", ".git", "node_modules", ".idea", "__pycache__");

    private final Path root;

    public SourceTree(Path root) {
        this.root = root;
    }

    /** The repository of the module whose tests run. */
    public static SourceTree ofReactor() {
        return new SourceTree(Path.of("").toAbsolutePath().getParent());
    }

    public Path resolve(String file) {
        return root.resolve(file);
    }

    public List<SourceFile> files() throws IOException {
        List<SourceFile> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean skipped = GENERATED.contains(directory.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = root.relativize(file).toString().replace('\\', '/');
                read(file).ifPresent(text -> files.add(new SourceFile(path, text)));
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** The text of a file, unless it is binary. */
    private static Optional<String> read(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
