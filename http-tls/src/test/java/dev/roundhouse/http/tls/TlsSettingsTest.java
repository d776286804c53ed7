package dev.roundhouse.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class TlsSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void each_value_can_be_set_alone() {
        TlsSettings all = TlsSettings.DEFAULT
                .withMinVersion(TlsVersion.TLS_1_3)
                .withCipherSuites(List.of("TLS_AES_256_GCM_SHA384"))
                .withGroups(List.of("x25519"))
                .withClientAuthentication(ClientAuthentication.NEED)
                .withTimeouts(SECOND, SECOND.multipliedBy(2))
                .withSessionLifetime(SECOND.multipliedBy(3))
                .withMaxHandshakes(4);

        assertEquals(
                new TlsSettings(
                        TlsVersion.TLS_1_3,
                        List.of("TLS_AES_256_GCM_SHA384"),
                        List.of("x25519"),
                        ClientAuthentication.NEED,
                        TlsSettings.HTTP_1,
                        SECOND,
                        SECOND.multipliedBy(2),
                        SECOND.multipliedBy(3),
                        4),
                all);
    }

    @Test
    void values_out_of_range_are_rejected() {
        assertThrows(IllegalArgumentException.class, () -> TlsSettings.DEFAULT.withMaxHandshakes(0));
        for (Duration lifetime :
                List.of(Duration.ofMillis(999), Duration.ofDays(7).plusSeconds(1))) {
            assertThrows(IllegalArgumentException.class, () -> TlsSettings.DEFAULT.withSessionLifetime(lifetime));
        }
        assertThrows(IllegalArgumentException.class, () -> TlsSettings.DEFAULT.withTimeouts(Duration.ZERO, SECOND));
        assertThrows(IllegalArgumentException.class, () -> TlsSettings.DEFAULT.withTimeouts(SECOND, SECOND.negated()));
    }

    private static String rejection(TlsSettings settings) {
        return assertThrows(
                        GeneralSecurityException.class,
                        () -> new InMemoryTls(settings, request -> Response.of(Status.OK)))
                .getMessage();
    }

    /** Such a server would start, and no client could connect. */
    @Test
    void settings_without_a_usable_suite_are_rejected() {
        String suite = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
        TlsSettings old = TlsSettings.DEFAULT.withMinVersion(TlsVersion.TLS_1_3).withCipherSuites(List.of(suite));

        assertTrue(rejection(old).contains(suite), rejection(old));
        assertTrue(rejection(TlsSettings.DEFAULT.withCipherSuites(List.of("TLS_EMPTY_RENEGOTIATION_INFO_SCSV")))
                .contains("none of the cipher suites"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void groups_without_the_curve_of_a_certificate_are_rejected_for_tls_1_2() throws GeneralSecurityException {
        TlsSettings settings = TlsSettings.DEFAULT.withGroups(List.of("x25519"));

        assertTrue(rejection(settings).contains("without the group secp256r1"), rejection(settings));
        new InMemoryTls(settings.withMinVersion(TlsVersion.TLS_1_3), request -> Response.of(Status.OK));
        new InMemoryTls(settings.withGroups(List.of("x25519", "secp256r1")), request -> Response.of(Status.OK));
    }
}
