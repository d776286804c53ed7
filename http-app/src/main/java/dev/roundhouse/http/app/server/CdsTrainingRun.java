package dev.roundhouse.http.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends typical requests to the server, so that the class data archive created at the end of the run contains the classes for
 * startup and the first responses.
 */
public final class CdsTrainingRun {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String REQUESTS = """
            GET / HTTP/1.1
            Host: localhost
            Accept-Encoding: gzip, br

            GET / HTTP/1.1
            Host: localhost
            Accept-Encoding: gzip, br

            GET /missing HTTP/1.1
            Host: localhost
            Connection: close

            """.replace("\n", "\r\n");

    private CdsTrainingRun() {}

    /** Sends the requests to the server with this address. */
    public static void run(InetSocketAddress server) {
        try (Socket socket = new Socket(server.getAddress(), server.getPort());
                InputStream responses = socket.getInputStream()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(REQUESTS.getBytes(StandardCharsets.US_ASCII));
            responses.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
