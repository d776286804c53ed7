package dev.roundhouse.http.tls.certificate;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate for each handshake of a server, by the server name that the client has sent. The certificates can
 * be replaced while the {@link javax.net.ssl.SSLContext} lives on; a new context could not resume the sessions of the old one.
 *
 * <p>Used are the certificates that contain the name. If none does, those with a wildcard for it; if there is none, or no
 * name was sent, those with the same names as the first certificate. If several remain, of different key types, TLS chooses
 * the key type that the client supports.
 *
 * <p>TLS gets the key and the chain of an alias by two calls. So an alias names one certificate of one set, permanently: its
 * entry is in a map with weak keys, and lives until both the set is replaced and the handshake that holds the alias is over.
 *
 * <p>Since Java 25, a stateless session ticket is valid only for the certificate that this class chooses when the ticket
 * arrives, and no server name is available at that time: a session with another certificate than the first one, or with one that was
 * replaced, would not be resumed. There, sessions of TLS 1.3 are kept in the session cache of the context, which should have
 * a size. Sessions of TLS 1.2 need the system property {@code jdk.tls.server.enableSessionTicketExtension=false} for it.
 *
 * <p>Safe for use by several threads: handshakes of any number of servers, and {@link #replace} by any thread. It has nothing to be
 * closed.
 */
public final class CertificateKeyManager extends X509ExtendedKeyManager {
    /** The first version whose tickets have a checksum of the certificate, and not the certificate. */
    private static final int CHECKSUM_VERSION = 25;

    /** A session with a value has no stateless ticket, but one that names its entry in the cache. */
    private static final String KEPT_ON_SERVER = CertificateKeyManager.class.getName();

    private final boolean strictSni;

    /** Weak keys: an alias that no handshake holds, of a set that was replaced, is removed with its certificate. */
    private final Map<String, ServerCertificate> entries = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile AliasedCertificates current;

    /** Guarded by this. */
    private long generation;

    private volatile boolean restoresSessionsByAlias = Runtime.version().feature() >= CHECKSUM_VERSION;

    /**
     * Creates a key manager.
     *
     * @param certificates the certificates to start with
     * @param strictSni whether a handshake fails without a server name, or with one that no certificate contains
     */
    public CertificateKeyManager(CertificateSet certificates, boolean strictSni) {
        super();
        this.strictSni = strictSni;
        this.current = register(certificates);
    }

    /** Replaces all certificates, for the handshakes from now on. */
    public synchronized void replace(CertificateSet certificates) {
        current = register(certificates);
    }

    private synchronized AliasedCertificates register(CertificateSet certificates) {
        generation++;
        AliasedCertificates aliased = new AliasedCertificates(certificates, generation);
        aliased.putInto(entries);
        return aliased;
    }

    /** The current certificates. */
    public CertificateSet certificates() {
        return current.set();
    }

    /**
     * The matchers for {@link javax.net.ssl.SSLParameters#setSNIMatchers}: with strict SNI, a handshake with an unknown name
     * ends with the alert unrecognized_name (RFC 6066 §3). Without them it ends with handshake_failure, as it does without a
     * name. Otherwise there are none.
     */
    public List<SNIMatcher> serverNameMatchers() {
        return strictSni ? List.of(new ServerNameMatcher(this)) : List.of();
    }

    /** Whether this Java requires the certificate of a stateless ticket to be chosen again. */
    boolean restoresSessionsByAlias() {
        return restoresSessionsByAlias;
    }

    /** How many certificates of this and of earlier sets are held. */
    int entryCount() {
        return entries.size();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(keyType, engine.getHandshakeSession());
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return choose(keyType, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    }

    /** Null, which the interface requires, if there is none for the key type. */
    private String choose(String keyType, SSLSession session) {
        if (session == null) {
            // A ticket has arrived. An update of an older version can behave like this, too.
            restoresSessionsByAlias = true;
        } else if (restoresSessionsByAlias && session.getProtocol().equals("TLSv1.3")) {
            session.putValue(KEPT_ON_SERVER, true);
        }
        return current.choose(keyType, serverName(session), strictSni);
    }

    private static Optional<String> serverName(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        return extended.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        ServerCertificate certificate = entries.get(alias);
        return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        ServerCertificate certificate = entries.get(alias);
        return certificate == null ? null : certificate.privateKey();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String[] aliases = current.aliases(keyType);
        return aliases.length == 0 ? null : aliases;
    }

    /** Null: this is for servers alone. */
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    /** Null: this is for servers alone. */
    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
