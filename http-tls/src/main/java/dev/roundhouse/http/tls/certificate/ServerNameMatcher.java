package dev.roundhouse.http.tls.certificate;

import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/** Accepts the names that a certificate contains. */
final class ServerNameMatcher extends SNIMatcher {
    private final CertificateKeyManager keyManager;

    ServerNameMatcher(CertificateKeyManager keyManager) {
        super(StandardConstants.SNI_HOST_NAME);
        this.keyManager = keyManager;
    }

    @Override
    public boolean matches(SNIServerName serverName) {
        if (!(serverName instanceof SNIHostName host)) {
            return false;
        }
        String name = host.getAsciiName().toLowerCase(Locale.ROOT);
        return keyManager.certificates().certificates().stream()
                .anyMatch(certificate -> certificate.hasName(name) || certificate.hasWildcardFor(name));
    }
}
