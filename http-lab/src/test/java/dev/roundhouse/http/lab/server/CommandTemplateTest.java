package dev.roundhouse.http.lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTemplateTest {
    @Test
    void fills_in_the_port_and_the_root() {
        CommandTemplate template = CommandTemplate.ofShell("caddy file-server --listen :{port} --root '{root}'");

        assertEquals(
                List.of("sh", "-c", "exec caddy file-server --listen :81 --root '/srv'"),
                template.expand(81, Path.of("/srv")));
    }

    @Test
    void a_command_that_does_not_know_its_port_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> CommandTemplate.ofShell("nginx -g 'daemon off;'"));
    }

    @Test
    void external_server_is_not_own_server() {
        ServerSpec other = ServerSpec.other("nginx", "nginx -p {root} {port}");

        assertTrue(!other.isOwnServer() && other.slowHandlerCommand().isEmpty());
    }

    @Test
    void reads_lists_of_cores() {
        assertEquals(List.of(0, 1, 2, 5), CoreAllocation.parse("0-2,5"));
    }
}
