package dev.roundhouse.http.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateKeyManagerTest {
    @TempDir
    private Path directory;

    private CertificateSource rsa;
    private CertificateSource ec;
    private CertificateSource leaf;
    private CertificateSource other;
    private CertificateSource ed25519;
    private SSLContext clientContext;

    @BeforeEach
    void createFiles() throws Exception {
        CertificateTestFiles files = new CertificateTestFiles(directory);
        rsa = files.pem("rsa.pem", "rsa-key.pem");
        ec = files.pem("ec.pem", "ec-key.pem");
        leaf = files.pem("chain.pem", "leaf-key.pem");
        other = files.pem("other.pem", "other-key.pem");
        ed25519 = files.pem("ed25519.pem", "ed25519-key.pem");
        clientContext = EnginePair.clientContext(new TrustAll());
    }

    private X509Certificate handshake(CertificateKeyManager keys, String serverName, String protocol) throws Exception {
        return EnginePair.handshake(clientContext, EnginePair.serverContext(keys), keys, serverName, protocol)[0];
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.org, CN=www.example.org",
        "WWW.example.ORG, CN=www.example.org",
        "a.example.net, CN=www.example.org",
        "leaf.example.org, CN=leaf.example.org",
        "other.example.org, CN=other.example.org",
        "a.b.example.net, CN=leaf.example.org",
        "example.net, CN=leaf.example.org",
        "unknown.example.org, CN=leaf.example.org",
        "'', CN=leaf.example.org",
    })
    void chooses_by_name_then_wildcard_then_the_first(String serverName, String subject) throws Exception {
        CertificateKeyManager keys = new CertificateKeyManager(CertificateTestFiles.load(leaf, ec, other), false);
        assertEquals(subject, subject(handshake(keys, serverName, "TLSv1.3")));
        assertEquals(subject, subject(handshake(keys, serverName, "TLSv1.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, RSA",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, EC",
    })
    void chooses_the_key_type_of_the_client(String protocol, String cipher, String keyType) throws Exception {
        for (List<CertificateSource> sources : List.of(List.of(rsa, ec), List.of(ec, rsa))) {
            CertificateKeyManager keys =
                    new CertificateKeyManager(CertificateSet.load(sources, CertificateTestFiles.NOW), false);
            for (String serverName : List.of("www.example.org", "a.example.net", "")) {
                SSLEngine client = clientContext.createSSLEngine();
                client.setUseClientMode(true);
                client.setEnabledProtocols(new String[] {protocol});
                SSLParameters parameters = client.getSSLParameters();
                parameters.setCipherSuites(new String[] {cipher});
                if (!serverName.isEmpty()) {
                    parameters.setServerNames(List.of(new SNIHostName(serverName)));
                }
                client.setSSLParameters(parameters);
                X509Certificate[] chain = EnginePair.handshake(client, EnginePair.serverContext(keys), keys);
                assertEquals(keyType, chain[0].getPublicKey().getAlgorithm());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void serves_every_key_type_alone(String protocol) throws Exception {
        for (CertificateSource source : List.of(rsa, ec, ed25519)) {
            CertificateSet set = CertificateTestFiles.load(source);
            CertificateKeyManager keys = new CertificateKeyManager(set, false);
            assertEquals(set.certificates().get(0).certificate(), handshake(keys, "", protocol));
        }
    }

    @Test
    void sends_the_complete_chain() throws Exception {
        CertificateSet set = CertificateTestFiles.load(leaf);
        CertificateKeyManager keys = new CertificateKeyManager(set, false);
        X509Certificate[] chain =
                EnginePair.handshake(clientContext, EnginePair.serverContext(keys), keys, "", "TLSv1.3");
        assertEquals(set.certificates().get(0).chain(), List.of(chain));
    }

    // Strict

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, unknown.example.org, unrecognized_name",
        "TLSv1.3, unknown.example.org, unrecognized_name",
        "TLSv1.2, '', handshake_failure",
        "TLSv1.3, '', handshake_failure",
    })
    void strict_handshake_fails_without_a_certificate_for_the_name(String protocol, String serverName, String alert)
            throws Exception {
        CertificateKeyManager keys = new CertificateKeyManager(CertificateTestFiles.load(leaf, ec), true);
        SSLException error = assertThrows(SSLException.class, () -> handshake(keys, serverName, protocol));
        assertTrue(error.getMessage().contains(alert), error.getMessage());
    }

    @Test
    void strict_handshake_follows_the_current_certificates() throws Exception {
        CertificateKeyManager keys = new CertificateKeyManager(CertificateTestFiles.load(leaf), true);
        assertEquals("CN=leaf.example.org", subject(handshake(keys, "leaf.example.org", "TLSv1.3")));
        keys.replace(CertificateTestFiles.load(ec));
        assertEquals("CN=www.example.org", subject(handshake(keys, "a.example.net", "TLSv1.3")));
        assertThrows(SSLException.class, () -> handshake(keys, "leaf.example.org", "TLSv1.3"));
    }

    // Replacement

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, leaf.example.org",
        "TLSv1.3, www.example.org",
        "TLSv1.3, other.example.org",
        "TLSv1.3, ''",
        "TLSv1.2, leaf.example.org",
        "TLSv1.2, www.example.org",
        "TLSv1.2, ''",
    })
    void sessions_are_resumed_after_replacements(String protocol, String serverName) throws Exception {
        CertificateKeyManager keys = new CertificateKeyManager(CertificateTestFiles.load(leaf, ec, other), false);
        assumeTrue(
                protocol.equals("TLSv1.3") || !keys.restoresSessionsByAlias(),
                "this Java resumes sessions of TLS 1.2 with an unchanged first certificate alone");
        SSLContext server = EnginePair.serverContext(keys);
        X509Certificate first = EnginePair.handshake(clientContext, server, keys, serverName, protocol)[0];

        // A resumed session has the certificate of its first handshake. RFC 8446 §2.2
        for (List<CertificateSource> sources : List.of(List.of(rsa), List.of(other, leaf), List.of(rsa))) {
            keys.replace(CertificateSet.load(sources, CertificateTestFiles.NOW));
            assertEquals(first, EnginePair.handshake(clientContext, server, keys, serverName, protocol)[0]);
        }
        SSLContext newClient = EnginePair.clientContext(new TrustAll());
        assertNotEquals(first, EnginePair.handshake(newClient, server, keys, serverName, protocol)[0]);
    }

    @Test
    void alias_names_the_same_certificate_after_replacements() throws Exception {
        CertificateSet set = CertificateTestFiles.load(leaf);
        CertificateSet next = CertificateTestFiles.load(ec);
        CertificateKeyManager keys = new CertificateKeyManager(set, false);
        SSLEngine engine = EnginePair.serverContext(keys).createSSLEngine();
        String alias = keys.chooseEngineServerAlias("EC", null, engine);
        PrivateKey key = keys.getPrivateKey(alias);
        for (int count = 0; count < 300; count++) {
            keys.replace(next);
        }
        System.gc();
        assertSame(set.certificates().get(0).privateKey(), key);
        assertSame(key, keys.getPrivateKey(alias));
        assertArrayEquals(
                set.certificates().get(0).chain().toArray(X509Certificate[]::new), keys.getCertificateChain(alias));
        assertEquals(
                "CN=www.example.org",
                subject(keys.getCertificateChain(keys.chooseEngineServerAlias("EC", null, engine))[0]));
    }

    @Test
    void replaced_certificates_are_released() throws Exception {
        CertificateSet set = CertificateTestFiles.load(leaf, ec);
        CertificateKeyManager keys = new CertificateKeyManager(set, false);
        for (int count = 0; count < 300; count++) {
            keys.replace(set);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (keys.entryCount() > 2) {
                System.gc();
            }
        });
        assertEquals(2, keys.entryCount());
    }

    @Test
    void unknown_aliases_and_key_types_have_no_certificate() throws Exception {
        CertificateKeyManager keys = new CertificateKeyManager(CertificateTestFiles.load(ec), false);
        assertNull(keys.getPrivateKey("unknown"));
        assertNull(keys.getCertificateChain("unknown"));
        assertNull(keys.getServerAliases("RSA", null));
        assertEquals(1, keys.getServerAliases("EC", null).length);
        assertNull(keys.chooseServerAlias("RSA", null, null));
        assertNull(keys.getClientAliases("EC", null));
        assertNull(keys.chooseClientAlias(new String[] {"EC"}, null, null));
    }

    /** The client verifies the signature of the handshake by the chain: it fails for the key of another certificate. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void concurrent_replacements_never_mix_key_and_chain(String protocol) throws Exception {
        List<CertificateSet> sets = List.of(
                CertificateTestFiles.load(ec), CertificateTestFiles.load(leaf), CertificateTestFiles.load(other, ec));
        Set<String> subjects = Set.of("CN=www.example.org", "CN=leaf.example.org", "CN=other.example.org");
        CertificateKeyManager keys = new CertificateKeyManager(sets.get(0), false);
        SSLContext server = EnginePair.serverContext(keys);
        AtomicBoolean isDone = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<Integer> replacing = threads.submit(() -> {
                int count = 0;
                while (!isDone.get() || count < 200) {
                    keys.replace(sets.get(count % sets.size()));
                    count++;
                }
                return count;
            });
            List<Future<?>> clients = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                clients.add(threads.submit(() -> {
                    for (int count = 0; count < 50; count++) {
                        SSLContext client = EnginePair.clientContext(new TrustAll());
                        X509Certificate[] chain = EnginePair.handshake(client, server, keys, "", protocol);
                        assertTrue(subjects.contains(subject(chain[0])), subject(chain[0]));
                        assertEquals(subject(chain[0]).equals("CN=leaf.example.org") ? 2 : 1, chain.length);
                    }
                    return null;
                }));
            }
            try {
                for (Future<?> client : clients) {
                    client.get();
                }
            } finally {
                isDone.set(true);
            }
            assertTrue(replacing.get() >= 200);
        } finally {
            threads.shutdownNow();
        }
    }
}
