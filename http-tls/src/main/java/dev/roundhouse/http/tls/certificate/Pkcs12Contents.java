package dev.roundhouse.http.tls.certificate;

import dev.roundhouse.http.tls.pem.DerWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The private key of a PKCS#12 file, and its certificates.
 *
 * @param key the only key of the file
 * @param chain its certificates
 */
record Pkcs12Contents(PrivateKey key, List<X509Certificate> chain) {

    static Pkcs12Contents read(Path file, byte[] bytes, char[] password) throws CertificateFileException {
        if (bytes[0] != DerWriter.SEQUENCE) {
            throw new CertificateFileException(
                    file,
                    bytes[0] == '-'
                            ? "is a PEM file, not PKCS#12; name it as the certificate or key file"
                            : "is not a PKCS#12 file; create one with openssl pkcs12 -export");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            return find(file, store, password);
        } catch (UnrecoverableKeyException wrong) {
            throw wrongPassword(file, wrong);
        } catch (IOException | GeneralSecurityException problem) {
            if (problem.getCause() instanceof UnrecoverableKeyException) {
                throw wrongPassword(file, problem);
            }
            throw new CertificateFileException(
                    file, "is damaged, or not a PKCS#12 file; create one with openssl pkcs12 -export", problem);
        }
    }

    private static Pkcs12Contents find(Path file, KeyStore store, char[] password)
            throws GeneralSecurityException, CertificateFileException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new CertificateFileException(
                    file, "contains " + keys.size() + " private keys; create a file with one key and its certificates");
        }
        Key key = store.getKey(keys.get(0), password);
        Certificate[] certificates = store.getCertificateChain(keys.get(0));
        if (!(key instanceof PrivateKey privateKey) || certificates == null) {
            throw new CertificateFileException(
                    file, "contains no certificate of its key; create a file with both by openssl pkcs12 -export");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            chain.add((X509Certificate) certificate);
        }
        return new Pkcs12Contents(privateKey, chain);
    }

    private static CertificateFileException wrongPassword(Path file, Exception cause) {
        return new CertificateFileException(file, "the password is wrong; correct the password file", cause);
    }
}
