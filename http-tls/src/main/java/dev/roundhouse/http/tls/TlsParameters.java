package dev.roundhouse.http.tls;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Translates settings to the parameters of an engine. */
final class TlsParameters {
    private TlsParameters() {}

    /** @throws NoSuchAlgorithmException if a cipher suite, a group or the choice of groups is not supported; the message names it */
    static SSLParameters ofServer(TlsSettings settings, SSLContext context) throws NoSuchAlgorithmException {
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
        }
        return parameters;
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
        return chosen.toArray(String[]::new);
    }
}
