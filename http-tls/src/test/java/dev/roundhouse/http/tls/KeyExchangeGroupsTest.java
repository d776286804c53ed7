package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyExchangeGroupsTest {
    private static final boolean CAN_CHOOSE = Runtime.version().feature() >= 20;

    private static String rejection(String... groups) {
        return assertThrows(
                        NoSuchAlgorithmException.class,
                        () -> KeyExchangeGroups.set(new SSLParameters(), List.of(groups)))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "secp256r1x", "sect163k1"})
    void unknown_group_is_named(String group) {
        String message = rejection("x25519", group);

        assertTrue(message.contains(group), message);
        if (CAN_CHOOSE) {
            assertTrue(message.startsWith("group " + group + " is not supported"), message);
        }
    }

    @Test
    void groups_of_the_jdk_are_set_where_it_has_an_interface() throws Exception {
        List<String> groups = List.of("X25519", "secp256r1", "secp384r1", "secp521r1", "x448", "ffdhe2048");
        if (CAN_CHOOSE) {
            SSLParameters parameters = new SSLParameters();
            KeyExchangeGroups.set(parameters, groups);

            Object set = SSLParameters.class.getMethod("getNamedGroups").invoke(parameters);
            assertTrue(groups.equals(List.of((String[]) set)));
        } else {
            String message = rejection(groups.toArray(String[]::new));
            assertTrue(message.contains("-Djdk.tls.namedGroups=" + String.join(",", groups)), message);
        }
    }

    /** A group that the JDK does not have is left out of the list. */
    @Test
    void a_server_has_no_finite_fields_by_default() throws Exception {
        SSLParameters parameters = new SSLParameters();
        KeyExchangeGroups.setDefaults(parameters);

        if (CAN_CHOOSE) {
            Object set = SSLParameters.class.getMethod("getNamedGroups").invoke(parameters);
            assertTrue(TlsSettings.DEFAULT_GROUPS.equals(List.of((String[]) set)));
        }
        InMemoryTls tls = new InMemoryTls(TlsSettings.DEFAULT, request -> Response.of(Status.OK));
        tls.connect("TLSv1.3");
        tls.exchange("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(tls.text().startsWith("HTTP/1.1 200 OK"), tls.text());
    }
}
