package dev.roundhouse.http.lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTemplateTest {
    @Test
    void replaces_port_and_root() {
        CommandTemplate template = CommandTemplate.ofShell("caddy file-server --listen :{port} --root '{root}'");

        assertEquals(
                List.of("sh", "-c", "exec caddy file-server --listen :81 --root '/srv'"),
                template.expand(81, Path.of("/srv")));
    }

    @Test
    void command_without_port_is_rejected() {
        assertThrows(IllegalArgumentException.class, () -> CommandTemplate.ofShell("nginx -g 'daemon off;'"));
    }

    @Test
    void external_server_is_not_own_server() {
        ServerSpec other = ServerSpec.other("nginx", "nginx -p {root} {port}");

        assertTrue(!other.isOwnServer() && other.slowHandlerCommand().isEmpty());
    }

    @Test
    void parses_core_lists() {
        assertEquals(List.of(0, 1, 2, 5), CoreAllocation.parse("0-2,5"));
    }
}
