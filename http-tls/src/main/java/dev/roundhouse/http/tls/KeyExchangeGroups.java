package dev.roundhouse.http.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * The choice of groups for the key exchange. The JDK ignores unknown names, and has no list of those that it supports; so each
 * group is tried with the first message of a client, which lists the groups that can be used.
 */
final class KeyExchangeGroups {
    /** {@code SSLParameters.setNamedGroups}, which exists from Java 20 on. */
    private static final String SET_GROUPS = "setNamedGroups";

    private static final int FIRST_WITH_SETTER = 20;

    /** The groups of a process, which someone has chosen. */
    private static final String PROPERTY = "jdk.tls.namedGroups";

    /** The extension of a ClientHello with the groups; it is left out if there is none. RFC 8446 §4.2.7 */
    private static final int SUPPORTED_GROUPS = 10;

    /** The headers of the record and of the message, the version, and the random value. RFC 8446 §4.1.2 */
    private static final int BEFORE_SESSION_ID = 5 + 4 + 2 + 32;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private KeyExchangeGroups() {}

    /**
     * Sets the groups.
     *
     * @param groups the preferred one first
     * @throws NoSuchAlgorithmException if groups cannot be chosen, or one of them is not supported; the message names it
     */
    static void set(SSLParameters parameters, List<String> groups) throws NoSuchAlgorithmException {
        setNames(parameters, groups);
        for (String group : groups) {
            if (!isSupported(group)) {
                throw new NoSuchAlgorithmException(
                        "group " + group + " is not supported; use names such as x25519 or secp256r1");
            }
        }
    }

    /**
     * Sets the defaults, of which the JDK leaves out those that it does not have. Does nothing if the JDK has no interface for it, or if
     * the groups of the process have been chosen.
     */
    static void setDefaults(SSLParameters parameters) throws NoSuchAlgorithmException {
        if (Runtime.version().feature() >= FIRST_WITH_SETTER && System.getProperty(PROPERTY) == null) {
            setNames(parameters, TlsSettings.DEFAULT_GROUPS);
        }
    }

    private static void setNames(SSLParameters parameters, List<String> groups) throws NoSuchAlgorithmException {
        try {
            MethodHandle setter = MethodHandles.publicLookup()
                    .findVirtual(SSLParameters.class, SET_GROUPS, MethodType.methodType(void.class, String[].class));
            setter.invoke(parameters, groups.toArray(String[]::new));
        } catch (NoSuchMethodException | IllegalAccessException missing) {
            throw new NoSuchAlgorithmException(
                    "groups can be chosen from Java 20 on; use -Djdk.tls.namedGroups=" + String.join(",", groups),
                    missing);
        } catch (Throwable invalid) {
            throw new NoSuchAlgorithmException(
                    "groups " + String.join(",", groups) + " are not supported: " + invalid.getMessage(), invalid);
        }
    }

    private static boolean isSupported(String group) throws NoSuchAlgorithmException {
        SSLParameters parameters = new SSLParameters();
        // TLS 1.3 can use every group that the JDK has, except for curves that are obsolete. RFC 8446 §4.2.7
        parameters.setProtocols(new String[] {TlsVersion.TLS_1_3.protocol()});
        setNames(parameters, List.of(group));
        try {
            // The default context would load the authorities of the JDK.
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            SSLEngine client = context.createSSLEngine();
            client.setUseClientMode(true);
            client.setSSLParameters(parameters);
            ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
            client.wrap(NOTHING, hello);
            return hasGroups(hello.flip());
        } catch (SSLException unusable) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has TLS", impossible);
        }
    }

    private static boolean hasGroups(ByteBuffer hello) {
        hello.position(BEFORE_SESSION_ID);
        skip(hello, 0xFF & hello.get());
        skip(hello, 0xFFFF & hello.getShort());
        skip(hello, 0xFF & hello.get());
        // The length of all extensions, which are the last part.
        skip(hello, Short.BYTES);
        while (hello.hasRemaining()) {
            if ((0xFFFF & hello.getShort()) == SUPPORTED_GROUPS) {
                return true;
            }
            skip(hello, 0xFFFF & hello.getShort());
        }
        return false;
    }

    private static void skip(ByteBuffer bytes, int count) {
        bytes.position(bytes.position() + count);
    }
}
