package dev.roundhouse.http.app;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the command line asked for.
 *
 * @param directory the document root
 * @param bind the address or name to listen at
 * @param port 0 to 65535; 0 for any free one
 * @param transport the way of waiting
 * @param quiet no banner
 * @param grace for requests under way when the server is told to end
 */
record ServeOptions(Path directory, String bind, int port, TransportKind transport, boolean quiet, Duration grace) {}
