package dev.roundhouse.http.lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.tls.TlsClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTemplateTest {
    @Test
    void replaces_port_and_root() {
        CommandTemplate template = CommandTemplate.ofShell("caddy file-server --listen :{port} --root '{root}'", false);

        assertEquals(
                List.of("sh", "-c", "exec caddy file-server --listen :81 --root '/srv'"),
                template.expand(81, Path.of("/srv"), Optional.empty()));
    }

    @Test
    void command_without_port_is_rejected() {
        assertThrows(IllegalArgumentException.class, () -> CommandTemplate.ofShell("nginx -g 'daemon off;'", false));
    }

    @Test
    void external_server_is_not_own_server() {
        ServerSpec other = ServerSpec.other("nginx", "nginx -p {root} {port}", false);

        assertTrue(!other.isOwnServer() && other.slowHandlerCommand().isEmpty());
    }

    @Test
    void parses_core_lists() {
        assertEquals(List.of(0, 1, 2, 5), CoreAllocation.parse("0-2,5"));
    }

    @Test
    void certificate_is_replaced() {
        CommandTemplate template = CommandTemplate.ofShell("caddy {port} '{certificate}' '{key}'", true);
        LabTls tls = new LabTls(Path.of("/c.pem"), Path.of("/k.pem"), TlsClient.insecure(List.of()));

        assertEquals(
                List.of("sh", "-c", "exec caddy 81 '/c.pem' '/k.pem'"),
                template.expand(81, Path.of("/srv"), Optional.of(tls)));
    }

    @Test
    void certificate_is_named_with_tls_only() {
        assertThrows(IllegalArgumentException.class, () -> CommandTemplate.ofShell("nginx {port} {key}", true));
        assertThrows(IllegalArgumentException.class, () -> CommandTemplate.ofShell("nginx {port} {certificate}", true));
        assertThrows(IllegalArgumentException.class, () -> CommandTemplate.ofShell("nginx {port} {key}", false));
    }
}
