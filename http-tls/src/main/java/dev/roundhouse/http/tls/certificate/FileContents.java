package dev.roundhouse.http.tls.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bytes of some files, each read once. So what is compared with the files of a moment ago is what is parsed. */
final class FileContents {
    /** Certificate chains and keys have a few kilobytes; bundles of certificate authorities a few hundred. */
    private static final int MAX_BYTES = 1 << 20;

    /** That of UTF-8, which editors on Windows write. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final Map<Path, ReadFile> files = new LinkedHashMap<>();

    private FileContents() {}

    /**
     * One file.
     *
     * @param bytes empty if there is a problem
     * @param problem why it cannot be read; empty if it was read
     * @param isWorldReadable whether every user of the machine can read it
     */
    private record ReadFile(ByteBuffer bytes, String problem, boolean isWorldReadable) {}

    /** Reads the files. A file that cannot be read is reported when it is requested. */
    static FileContents read(Collection<Path> paths) {
        FileContents contents = new FileContents();
        for (Path path : paths) {
            contents.files.computeIfAbsent(path, FileContents::readFile);
        }
        return contents;
    }

    private static ReadFile readFile(Path path) {
        // Reading a named pipe would wait for its other end.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return unreadable("is not a regular file; name a file");
        }
        try (InputStream input = Files.newInputStream(path)) {
            byte[] bytes = input.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return unreadable("is larger than 1 MiB; name a file of certificates or keys");
            }
            return bytes.length == 0
                    ? unreadable("is empty; write the certificate or key into it")
                    : new ReadFile(ByteBuffer.wrap(bytes), "", isWorldReadable(path));
        } catch (NoSuchFileException missing) {
            return unreadable("does not exist; correct the path");
        } catch (AccessDeniedException denied) {
            return unreadable(
                    "cannot be read by the user of this process; change its owner, group or mode, and those of"
                            + " its directories");
        } catch (IOException failed) {
            return unreadable("cannot be read: " + failed.getMessage());
        }
    }

    private static ReadFile unreadable(String problem) {
        return new ReadFile(ByteBuffer.allocate(0), problem, false);
    }

    private static boolean isWorldReadable(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    }

    /** The bytes of a file that was read. */
    byte[] bytes(Path path) throws CertificateFileException {
        ByteBuffer bytes = content(path).bytes.duplicate();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /** The text of a file that was read. */
    String text(Path path) throws CertificateFileException {
        String text = new String(bytes(path), StandardCharsets.ISO_8859_1);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** The first line of a file that was read. */
    char[] password(Path path) throws CertificateFileException {
        String text = new String(bytes(path), StandardCharsets.UTF_8);
        String line = text.lines().findFirst().orElse("");
        line = line.startsWith("\ufeff") ? line.substring(1) : line;
        if (line.isEmpty()) {
            throw new CertificateFileException(path, "its first line is empty; write the password into it");
        }
        return line.toCharArray();
    }

    /** Whether every user of the machine can read the file. */
    boolean isReadableByAll(Path path) throws CertificateFileException {
        return content(path).isWorldReadable;
    }

    private ReadFile content(Path path) throws CertificateFileException {
        ReadFile content = files.get(path);
        if (!content.problem.isEmpty()) {
            throw new CertificateFileException(path, content.problem);
        }
        return content;
    }

    /** Equal for equal contents of all files, and equal problems. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ReadFile file : files.values()) {
                digest.update((file.bytes.remaining() + " " + file.problem + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes.duplicate());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
