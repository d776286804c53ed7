package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.certificate.CertificateSource.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Copies of the files in {@code testfiles}, in a directory of the test, readable by the owner alone. */
public record CertificateTestFiles(Path directory) {
    /** Within the validity of all certificates. */
    static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    /** Copies a file. */
    Path copy(String name) {
        return copy(name, name);
    }

    Path copy(String name, String target) {
        Path path = directory.resolve(target);
        try (InputStream input = resource(name)) {
            Files.copy(input, path, StandardCopyOption.REPLACE_EXISTING);
            return ownerOnly(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The text of a file. */
    public static String text(String name) {
        try (InputStream input = resource(name)) {
            return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream resource(String name) {
        InputStream input = CertificateTestFiles.class.getResourceAsStream("testfiles/" + name);
        if (input == null) {
            throw new IllegalArgumentException(name);
        }
        return input;
    }

    Path write(String name, String text) {
        try {
            return ownerOnly(Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path ownerOnly(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    CertificateSource pem(String certificate, String key) {
        return CertificateSource.pem(copy(certificate), copy(key));
    }

    CertificateSource pem(String certificate, String key, String password) {
        return new PemFiles(copy(certificate), copy(key), Optional.of(copy(password)));
    }

    static CertificateSet load(CertificateSource... sources) throws CertificateFileException {
        return CertificateSet.load(List.of(sources), NOW);
    }
}
