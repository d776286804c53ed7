package dev.roundhouse.http.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples whose replies wait, on each transport. */
class WaitingExamplesTest {
    private final HttpClient client = HttpClient.newHttpClient();

    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(transport -> transport.name());
    }

    private static HttpServer start(String transport, Handler handler) throws IOException {
        return HttpServer.builder()
                .port(0)
                .transport(transport)
                .handler(handler)
                .gracePeriod(Duration.ZERO)
                .start();
    }

    private static HttpRequest.Builder request(HttpServer server) {
        int port = ((InetSocketAddress) server.address()).getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 20_000 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertTrue(condition.getAsBoolean());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void clock_sends_events_until_the_client_disconnects(String transport) throws Exception {
        try (EventClock clock = new EventClock(InstantSource.fixed(Instant.ofEpochSecond(7)), Duration.ofMillis(5));
                HttpServer server = start(transport, clock)) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(20_000);
                socket.connect((InetSocketAddress) server.address());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (int i = 0; i < 3; i++) {
                    String line = lines.readLine();
                    while (!line.startsWith("data:")) {
                        line = lines.readLine();
                    }
                    assertEquals("data: 1970-01-01T00:00:07Z", line);
                }
                assertEquals(1, clock.clientCount());
            }
            await(() -> clock.clientCount() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void poll_gets_the_next_message(String transport) throws Exception {
        LongPolling polling = new LongPolling(Duration.ofSeconds(20));
        try (HttpServer server = start(transport, polling)) {
            CompletableFuture<HttpResponse<String>> first =
                    client.sendAsync(request(server).build(), HttpResponse.BodyHandlers.ofString());
            CompletableFuture<HttpResponse<String>> second =
                    client.sendAsync(request(server).build(), HttpResponse.BodyHandlers.ofString());
            await(() -> polling.waitingCount() == 2);

            HttpResponse<String> sent = client.send(
                    request(server)
                            .POST(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals("2 receivers\n", sent.body());
            assertEquals("hello", first.get(20, TimeUnit.SECONDS).body());
            assertEquals("hello", second.get(20, TimeUnit.SECONDS).body());
            assertEquals(0, polling.waitingCount());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void poll_without_a_message_gets_204(String transport) throws Exception {
        LongPolling polling = new LongPolling(Duration.ofMillis(20));
        try (HttpServer server = start(transport, polling)) {
            HttpResponse<String> response = client.send(request(server).build(), HttpResponse.BodyHandlers.ofString());

            assertEquals(204, response.statusCode());
            assertEquals(0, polling.waitingCount());
        }
    }
}
