package dev.roundhouse.http.benchmarks.baseline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Responds to complete requests with pages from a map. It has no timeouts, limits, bodies, split heads or back-pressure, so
 * it does less than a server.
 */
public final class BaselineServer {
    private final Map<String, StoredPage> pages;
    private final String server;

    /**
     * A page in memory.
     *
     * @param fields in order
     * @param bytes the content
     */
    public record StoredPage(Map<String, String> fields, ByteBuffer bytes) {
        /** Copies the fields, in their order. */
        public StoredPage {
            fields = new LinkedHashMap<>(fields);
        }
    }

    /** A server of these pages, by path. */
    public BaselineServer(Map<String, StoredPage> pages, String server) {
        this.pages = pages;
        this.server = server;
    }

    /** Writes the responses to all requests in the first buffer to the second. */
    public void respond(ByteBuffer requests, ByteBuffer responses, long epochSecond) {
        String text = StandardCharsets.ISO_8859_1.decode(requests).toString();
        for (String head : text.split("\r\n\r\n", 0)) {
            Optional<StoredPage> page = BaselineRequestHead.parse(head).map(read -> pages.get(read.target()));
            if (page.isEmpty()) {
                responses.put(BaselineResponseHead.encode("404 Not Found", Map.of(), 0, epochSecond, server));
            } else {
                ByteBuffer bytes = page.get().bytes().duplicate();
                Map<String, String> fields = page.get().fields();
                responses.put(BaselineResponseHead.encode("200 OK", fields, bytes.remaining(), epochSecond, server));
                responses.put(bytes);
            }
        }
    }
}
