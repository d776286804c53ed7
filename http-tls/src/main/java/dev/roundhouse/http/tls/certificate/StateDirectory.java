package dev.roundhouse.http.tls.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A directory with secrets, that the owner alone can read and that several processes use at once. Files and directories
 * in it appear as a unit, by a rename, so that no lock is necessary.
 */
final class StateDirectory {
    private static final String DIRECTORY_MODE = "rwx------";

    private final Path path;

    /** Creates the directory if it does not exist. */
    StateDirectory(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path, mode(DIRECTORY_MODE));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    List<Path> list(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path, glob)) {
            stream.forEach(files::add);
        }
        return files;
    }

    /** Writes a file that the owner alone can read; an existing one is replaced. */
    void write(Path file, String text) throws IOException {
        Path temporary = Files.createTempFile(path, "new-", ".tmp", mode("rw-------"));
        try {
            Files.writeString(temporary, text, StandardCharsets.US_ASCII);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Creates a directory with files; false if it exists already, such as by another process at the same time.
     *
     * @param files the text of each file, by its name
     */
    boolean createDirectory(Path directory, Map<String, String> files) throws IOException {
        Path temporary = Files.createTempDirectory(path, "new-", mode(DIRECTORY_MODE));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = Files.createFile(temporary.resolve(file.getKey()), mode("rw-------"));
            Files.writeString(target, file.getValue(), StandardCharsets.US_ASCII);
        }
        try {
            // Renaming a directory fails if the target is a directory with files: the first process wins.
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException failed) {
            for (String name : files.keySet()) {
                Files.delete(temporary.resolve(name));
            }
            Files.delete(temporary);
            if (Files.isDirectory(directory)) {
                return false;
            }
            throw failed;
        }
    }

    /** Permissions where the file system has them. Windows has none; its user directories are private. */
    private FileAttribute<?>[] mode(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
