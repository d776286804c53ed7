package dev.roundhouse.http.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates are watched while the server runs, and no longer. */
class WatchedCertificatesTest {
    @TempDir
    Path directory;

    private static List<Thread> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("certificates"))
                .toList();
    }

    @Test
    void shutdown_ends_the_thread_that_watches_them() throws InterruptedException {
        List<Thread> before = watchers();
        Server server = ServerModule.createServer(ParsedCommandLines.config(
                "--port=0", "--directory=" + directory, "--tls-self-signed", "--state-directory=" + directory));
        server.start();
        List<Thread> started =
                watchers().stream().filter(thread -> !before.contains(thread)).toList();

        server.shutdown();

        assertEquals(1, started.size());
        started.get(0).join(60_000);
        assertFalse(started.get(0).isAlive());
    }
}
