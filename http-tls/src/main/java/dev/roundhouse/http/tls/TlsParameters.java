package dev.roundhouse.http.tls;

import dev.roundhouse.http.tls.certificate.CertificateSet;
import dev.roundhouse.http.tls.certificate.ServerCertificate;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Translates settings to the parameters of an engine. */
final class TlsParameters {
    private TlsParameters() {}

    /** @throws NoSuchAlgorithmException if a cipher suite, a group or the choice of groups is not supported; the message names it */
    static SSLParameters ofServer(TlsSettings settings, CertificateSet certificates, SSLContext context)
            throws NoSuchAlgorithmException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(protocols(settings.minVersion()));
        parameters.setCipherSuites(cipherSuites(settings, context));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(settings.applicationProtocols().toArray(String[]::new));
        switch (settings.clientAuthentication()) {
            case OFF -> parameters.setNeedClientAuth(false);
            case WANT -> parameters.setWantClientAuth(true);
            case NEED -> parameters.setNeedClientAuth(true);
        }
        if (settings.groups().isEmpty()) {
            KeyExchangeGroups.setDefaults(parameters);
        } else {
            KeyExchangeGroups.set(parameters, settings.groups());
            requireCurves(settings, certificates);
        }
        return parameters;
    }

    /** Before TLS 1.3, the groups restrict the curves of certificates, too. RFC 8422 §5.1 */
    private static void requireCurves(TlsSettings settings, CertificateSet certificates)
            throws NoSuchAlgorithmException {
        if (settings.minVersion() == TlsVersion.TLS_1_3) {
            return;
        }
        for (ServerCertificate certificate : certificates.certificates()) {
            Optional<String> curve = certificate.curve();
            if (curve.isPresent() && settings.groups().stream().noneMatch(curve.get()::equalsIgnoreCase)) {
                throw new NoSuchAlgorithmException("without the group " + curve.get()
                        + ", no client with TLS 1.2 can use the certificate of " + certificate.subject()
                        + "; add the group, or require TLS 1.3");
            }
        }
    }

    private static String[] protocols(TlsVersion min) {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.compareTo(min) >= 0)
                .map(TlsVersion::protocol)
                .toArray(String[]::new);
    }

    /** Those of the defaults that the JDK does not support are left out; others must be supported. */
    private static String[] cipherSuites(TlsSettings settings, SSLContext context) throws NoSuchAlgorithmException {
        Set<String> supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
        List<String> chosen = new ArrayList<>(settings.cipherSuites());
        if (chosen.isEmpty()) {
            chosen.addAll(TlsSettings.DEFAULT_CIPHER_SUITES);
            chosen.retainAll(supported);
        }
        for (String suite : chosen) {
            if (!supported.contains(suite)) {
                throw new NoSuchAlgorithmException(
                        "cipher suite " + suite + " is not supported; use IANA names, such as TLS_AES_128_GCM_SHA256");
            }
        }
        if (chosen.stream().noneMatch(suite -> isUsable(suite, settings.minVersion()))) {
            throw new NoSuchAlgorithmException(
                    "none of the cipher suites " + String.join(", ", chosen) + " can be used with the versions from "
                            + settings.minVersion().protocol() + " on");
        }
        return chosen.toArray(String[]::new);
    }

    /** The suites of TLS 1.3 have no key exchange in their names, and are those of TLS 1.3 alone. RFC 8446 §B.4 */
    private static boolean isUsable(String suite, TlsVersion min) {
        return suite.contains("_WITH_") ? min != TlsVersion.TLS_1_3 : !suite.endsWith("_SCSV");
    }
}
