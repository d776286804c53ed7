package dev.roundhouse.http.tls.certificate;

import static dev.roundhouse.http.tls.certificate.CertificateTestFiles.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.tls.certificate.CertificateReload.Failed;
import dev.roundhouse.http.tls.certificate.CertificateReload.Replaced;
import dev.roundhouse.http.tls.certificate.CertificateReload.Unchanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {
    private static final List<String> NAMES = List.of("leaf.example.org", "other.example.org");
    private static final List<String> CERTIFICATES = List.of("chain.pem", "other.pem");
    private static final List<String> KEYS = List.of("leaf-key.pem", "other-key.pem");

    @TempDir
    private Path directory;

    /** What is configured. */
    private Path certificate;

    private Path key;

    @BeforeEach
    void configure() {
        certificate = directory.resolve("fullchain.pem");
        key = directory.resolve("privkey.pem");
    }

    /** A way to replace the files. */
    private enum Replacement {
        WRITE_IN_PLACE {
            @Override
            void replace(CertificateFilesTest test, int version, String certificateText, String keyText)
                    throws IOException {
                write(test.certificate, certificateText);
                write(test.key, keyText);
            }
        },
        RENAME {
            @Override
            void replace(CertificateFilesTest test, int version, String certificateText, String keyText)
                    throws IOException {
                for (Path file : List.of(test.certificate, test.key)) {
                    Path temporary = file.resolveSibling(file.getFileName() + ".new");
                    write(temporary, file.equals(test.key) ? keyText : certificateText);
                    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        },
        /** As certbot does: live/fullchain.pem points to archive/fullchain2.pem. */
        LINK_OF_EACH_FILE {
            @Override
            void replace(CertificateFilesTest test, int version, String certificateText, String keyText)
                    throws IOException {
                Path archive = Files.createDirectories(test.directory.resolve("archive"));
                for (Path file : List.of(test.certificate, test.key)) {
                    Path target = archive.resolve(version + "-" + file.getFileName());
                    write(target, file.equals(test.key) ? keyText : certificateText);
                    link(file, test.directory.relativize(target));
                }
            }
        },
        /** As Kubernetes does: fullchain.pem points to ..data/fullchain.pem, and ..data to a directory of one version. */
        LINK_OF_THE_DIRECTORY {
            @Override
            void replace(CertificateFilesTest test, int version, String certificateText, String keyText)
                    throws IOException {
                Path target = Files.createDirectories(test.directory.resolve("..version-" + version));
                for (Path file : List.of(test.certificate, test.key)) {
                    write(target.resolve(file.getFileName()), file.equals(test.key) ? keyText : certificateText);
                    if (!Files.isSymbolicLink(file)) {
                        link(file, Path.of("..data").resolve(file.getFileName()));
                    }
                }
                link(test.directory.resolve("..data"), target.getFileName());
            }
        };

        abstract void replace(CertificateFilesTest test, int version, String certificateText, String keyText)
                throws IOException;

        private static void write(Path file, String text) throws IOException {
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        }

        private static void link(Path link, Path target) throws IOException {
            Path temporary = link.resolveSibling(link.getFileName() + ".new");
            Files.createSymbolicLink(temporary, target);
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void replace(Replacement replacement, int version) throws IOException {
        int index = version % 2;
        replacement.replace(
                this,
                version,
                CertificateTestFiles.text(CERTIFICATES.get(index)),
                CertificateTestFiles.text(KEYS.get(index)));
    }

    private CertificateFiles load() throws CertificateFileException {
        return CertificateFiles.load(List.of(CertificateSource.pem(certificate, key)), NOW);
    }

    /** Two calls: the first one notices the change, the second one that it is complete. */
    private static CertificateReload poll(CertificateFiles files) {
        CertificateSet before = files.current();
        assertInstanceOf(Unchanged.class, files.reloadIfChanged(NOW));
        assertSame(before, files.current());
        return files.reloadIfChanged(NOW);
    }

    private static List<String> names(CertificateFiles files) {
        return files.current().certificates().get(0).dnsNames();
    }

    @ParameterizedTest
    @EnumSource(Replacement.class)
    void replaced_files_are_loaded_once(Replacement replacement) throws Exception {
        replace(replacement, 0);
        CertificateFiles files = load();
        for (int version = 1; version < 5; version++) {
            assertInstanceOf(Unchanged.class, poll(files));
            replace(replacement, version);
            Replaced replaced = assertInstanceOf(Replaced.class, poll(files));
            assertSame(replaced.certificates(), files.current());
            assertEquals(List.of(NAMES.get(version % 2)), names(files));
        }
        assertInstanceOf(Unchanged.class, poll(files));
    }

    @ParameterizedTest
    @EnumSource(Replacement.class)
    void broken_files_are_reported_once_and_replace_nothing(Replacement replacement) throws Exception {
        replace(replacement, 0);
        CertificateFiles files = load();
        CertificateSet set = files.current();
        String goodKey = CertificateTestFiles.text("leaf-key.pem");
        String goodChain = CertificateTestFiles.text("chain.pem");
        String[][] broken = {
            {goodChain, CertificateTestFiles.text("other-key.pem")},
            {CertificateTestFiles.text("other.pem"), goodKey},
            {goodChain.substring(0, goodChain.length() / 3), goodKey},
            {goodChain, goodKey.substring(0, goodKey.length() / 2)},
            {"", goodKey},
            {goodChain, ""},
            {goodKey, goodChain},
            {"text", "text"},
        };
        for (int index = 0; index < broken.length; index++) {
            replacement.replace(this, index + 1, broken[index][0], broken[index][1]);
            Failed failed = assertInstanceOf(Failed.class, poll(files), "case " + index);
            assertTrue(failed.message().startsWith(directory.toString()), failed.message());
            assertEquals(1, failed.message().lines().count());
            assertInstanceOf(Unchanged.class, poll(files));
            assertSame(set, files.current());
        }
        replace(replacement, 101);
        assertInstanceOf(Replaced.class, poll(files));
        assertEquals(List.of("other.example.org"), names(files));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fullchain.pem", "privkey.pem"})
    void missing_file_is_reported_once_and_loaded_when_it_is_back(String name) throws Exception {
        replace(Replacement.RENAME, 0);
        CertificateFiles files = load();
        CertificateSet set = files.current();
        Path file = directory.resolve(name);
        Path saved = Files.move(file, directory.resolve("saved"));
        Failed failed = assertInstanceOf(Failed.class, poll(files));
        assertEquals(file + ": does not exist; correct the path", failed.message());
        assertInstanceOf(Unchanged.class, poll(files));
        assertSame(set, files.current());
        Files.move(saved, file);
        assertInstanceOf(Replaced.class, poll(files));
        assertNotSame(set, files.current());
    }

    @Test
    void file_that_is_being_written_is_neither_loaded_nor_reported() throws Exception {
        replace(Replacement.WRITE_IN_PLACE, 1);
        CertificateFiles files = load();
        CertificateSet set = files.current();
        // A part of the chain, cut between two certificates, is a valid file: only the next call shows that it was
        // incomplete.
        String chain = CertificateTestFiles.text("chain.pem");
        Files.writeString(key, CertificateTestFiles.text("leaf-key.pem"));
        for (int length = 0; length < chain.length(); length++) {
            Files.writeString(certificate, chain.substring(0, length));
            assertInstanceOf(Unchanged.class, files.reloadIfChanged(NOW));
            assertSame(set, files.current());
        }
        Files.writeString(certificate, chain);
        assertInstanceOf(Replaced.class, poll(files));
        assertEquals(2, files.current().certificates().get(0).chain().size());
    }

    @Test
    void key_of_the_next_certificate_is_awaited() throws Exception {
        replace(Replacement.RENAME, 0);
        CertificateFiles files = load();
        Files.writeString(certificate, CertificateTestFiles.text("other.pem"));
        assertInstanceOf(Unchanged.class, files.reloadIfChanged(NOW));
        Files.writeString(key, CertificateTestFiles.text("other-key.pem"));
        assertInstanceOf(Replaced.class, poll(files));
    }

    @Test
    void reload_reports_at_once() throws Exception {
        replace(Replacement.RENAME, 0);
        CertificateFiles files = load();
        assertInstanceOf(Replaced.class, files.reload(NOW));
        replace(Replacement.RENAME, 1);
        assertInstanceOf(Replaced.class, files.reload(NOW));
        assertEquals(List.of("other.example.org"), names(files));
        assertInstanceOf(Unchanged.class, files.reloadIfChanged(NOW));
        Files.writeString(key, "text");
        assertInstanceOf(Failed.class, files.reload(NOW));
        assertInstanceOf(Failed.class, files.reload(NOW));
        assertInstanceOf(Unchanged.class, files.reloadIfChanged(NOW));
        assertEquals(List.of("other.example.org"), names(files));
    }

    @Test
    void start_fails_with_a_broken_file() throws Exception {
        replace(Replacement.RENAME, 0);
        Files.writeString(key, "text");
        assertThrows(CertificateFileException.class, this::load);
    }

    /** A third of the replacements is broken; no handshake fails, and no client gets a certificate without its key. */
    @Test
    void handshakes_succeed_while_files_are_replaced() throws Exception {
        replace(Replacement.LINK_OF_THE_DIRECTORY, 0);
        CertificateFiles files = load();
        CertificateKeyManager keys = new CertificateKeyManager(files.current(), false);
        SSLContext server = EnginePair.serverContext(keys);
        AtomicBoolean isDone = new AtomicBoolean();
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> handshakes = client.submit(() -> {
                int count = 0;
                for (; !isDone.get() || count == 0; count++) {
                    SSLContext fresh = EnginePair.clientContext(new TrustAll());
                    String name = NAMES.get(count % 2);
                    EnginePair.handshake(fresh, server, keys, name, count % 3 == 0 ? "TLSv1.2" : "TLSv1.3");
                }
                return count;
            });
            for (int version = 1; version <= 200; version++) {
                if (version % 3 == 0) {
                    Replacement.WRITE_IN_PLACE.replace(
                            this, version, CertificateTestFiles.text("rsa.pem"), "text" + version);
                    assertInstanceOf(Failed.class, poll(files));
                } else {
                    replace(version % 3 == 1 ? Replacement.LINK_OF_THE_DIRECTORY : Replacement.RENAME, version);
                    keys.replace(assertInstanceOf(Replaced.class, poll(files)).certificates());
                }
            }
            isDone.set(true);
            assertTrue(handshakes.get() > 0);
        } finally {
            isDone.set(true);
            client.shutdownNow();
        }
    }
}
