package dev.roundhouse.http.tls.certificate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** A directory with secrets that several processes use. Files are replaced as a unit: no reader gets a part of one. */
final class StateDirectory {
    /** A file lock excludes other processes, and not the threads of this one. */
    private static final Object THREADS = new Object();

    private final Path path;

    StateDirectory(Path path) {
        this.path = path;
    }

    /** An action on the files. */
    @FunctionalInterface
    interface LockedAction<T> {
        T run() throws IOException, GeneralSecurityException, CertificateFileException;
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

    /** Creates the directory if necessary, and runs an action while no other process does. */
    <T> T withLock(LockedAction<T> action) throws CertificateFileException {
        synchronized (THREADS) {
            try {
                Files.createDirectories(path, mode("rwx------"));
                try (FileChannel channel =
                        FileChannel.open(resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // Released when the channel is closed.
                    channel.lock();
                    return action.run();
                }
            } catch (IOException failed) {
                throw new CertificateFileException(
                        path,
                        "cannot be written (" + failed + "); name another directory, or change its owner",
                        failed);
            } catch (GeneralSecurityException unsupported) {
                throw new CertificateFileException(
                        path, "this Java cannot create certificates (" + unsupported.getMessage() + ")", unsupported);
            }
        }
    }

    /** Writes a file that the owner alone can read. */
    void writeSecret(Path file, String text) throws IOException {
        write(file, text, mode("rw-------"));
    }

    /** Writes a file that every user can read, if its content is another one. */
    void writeIfDifferent(String name, String text) throws IOException {
        Path file = resolve(name);
        if (!Files.exists(file)
                || !Files.readString(file, StandardCharsets.ISO_8859_1).equals(text)) {
            write(file, text, mode("rw-r--r--"));
        }
    }

    private void write(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        Path temporary = Files.createTempFile(path, "new-", ".tmp", attributes);
        try {
            Files.writeString(temporary, text, StandardCharsets.US_ASCII);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
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
