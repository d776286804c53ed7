package dev.roundhouse.http.benchmarks.simple;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers requests that come whole, with pages that it holds in a map. No timeouts, no limits, no bodies, no heads in
 * pieces, no answer that waits for its reader: so it is less than a server, and what ours costs beyond it pays for those.
 */
public final class SimpleServer {
    private final Map<String, Page> pages;
    private final String server;

    /**
     * What is held in memory.
     *
     * @param fields in order
     * @param octets the content
     */
    public record Page(Map<String, String> fields, ByteBuffer octets) {
        /** Its own copy of the fields, in their order. */
        public Page {
            fields = new LinkedHashMap<>(fields);
        }
    }

    /** A server of these pages, by path. */
    public SimpleServer(Map<String, Page> pages, String server) {
        this.pages = pages;
        this.server = server;
    }

    /** Answers all requests in the first buffer into the second. */
    public void answer(ByteBuffer requests, ByteBuffer answers, long epochSecond) {
        String text = StandardCharsets.ISO_8859_1.decode(requests).toString();
        for (String head : text.split("\r\n\r\n", 0)) {
            Optional<Page> page = SimpleHead.parse(head).map(read -> pages.get(read.target()));
            if (page.isEmpty()) {
                answers.put(SimpleResponseHead.encode("404 Not Found", Map.of(), 0, epochSecond, server));
            } else {
                ByteBuffer octets = page.get().octets().duplicate();
                Map<String, String> fields = page.get().fields();
                answers.put(SimpleResponseHead.encode("200 OK", fields, octets.remaining(), epochSecond, server));
                answers.put(octets);
            }
        }
    }
}
