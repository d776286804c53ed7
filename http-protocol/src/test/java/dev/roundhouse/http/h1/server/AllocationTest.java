package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.AllocatedBytes;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How much memory the connection allocates for a request. The bounds hold for interpreted code, which creates every object;
 * compiled code may create fewer.
 */
class AllocationTest {
    private static final byte[] BARE = HttpGrammar.encode("GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n");

    private static final byte[] BROWSER = HttpGrammar.encode(String.join(
            "\r\n",
            "GET /assets/site.css HTTP/1.1",
            "Host: www.example.org",
            "Connection: keep-alive",
            "Cache-Control: no-cache",
            "Pragma: no-cache",
            "sec-ch-ua: \"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\"",
            "sec-ch-ua-mobile: ?0",
            "sec-ch-ua-platform: \"Linux\"",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Accept: text/css,*/*;q=0.1",
            "DNT: 1",
            "Sec-Fetch-Site: same-origin",
            "Sec-Fetch-Mode: no-cors",
            "Sec-Fetch-Dest: style",
            "Referer: https://www.example.org/articles/2026/a-long-way-home",
            "Accept-Encoding: gzip, deflate, br, zstd",
            "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
            "",
            ""));

    private final Connection connection =
            new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, "example"), 0);
    private final Response response = Response.plain(Status.OK, "Hello");
    private final ByteBuffer buffers = ByteBuffer.allocate(64 << 10);
    private final ByteBuffer[] vector = new ByteBuffer[2];

    private void exchange(ByteBuffer requests) throws IOException {
        connection.receive(requests.rewind(), 0);
        for (Optional<Exchange> next = connection.nextExchange(0);
                next.isPresent();
                next = connection.nextExchange(0)) {
            next.get().reply(response, 0);
        }
        while (!connection.output().isEmpty()) {
            int count = connection.output().gather(buffers.clear(), vector, Long.MAX_VALUE);
            int sent = 0;
            for (int i = 0; i < count; i++) {
                sent += vector[i].remaining();
            }
            connection.markSent(sent, 0);
        }
        connection.takeCompletedExchanges(completed -> {});
    }

    @Test
    void a_repeated_request_allocates_little_more_than_its_exchange_and_its_summary() throws IOException {
        ByteBuffer request = ByteBuffer.wrap(BARE);

        AllocatedBytes.assertAtMost(160, AllocatedBytes.perRound(() -> exchange(request)));
    }

    @Test
    void a_pipelined_request_allocates_the_copy_of_its_bytes_in_addition() throws IOException {
        int requests = 16;
        ByteBuffer pipeline = ByteBuffer.allocate(requests * BARE.length);
        for (int i = 0; i < requests; i++) {
            pipeline.put(BARE);
        }
        pipeline.flip();

        AllocatedBytes.assertAtMost(200 + BARE.length, AllocatedBytes.perRound(() -> exchange(pipeline)) / requests);
    }

    @Test
    void the_head_of_a_browser_allocates_its_values_but_not_its_names() throws IOException {
        ByteBuffer one = ByteBuffer.wrap(BROWSER);
        byte[] changed = BROWSER.clone();
        changed["GET /".length()]++;
        ByteBuffer other = ByteBuffer.wrap(changed);

        // Two heads alternate, of which the cache of this connection has room for one.
        long both = AllocatedBytes.perRound(() -> {
            exchange(one);
            exchange(other);
        });

        AllocatedBytes.assertAtMost(3_200, both / 2);
    }
}
