package dev.roundhouse.http.h1.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.Http1Exception;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResponseHeadCacheTest {
    private static final int LONGEST = 1 << 10;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nServer: a\r\n\r\n";

    private final ResponseHeadCache cache = new ResponseHeadCache();

    private void put(String head) throws Http1Exception {
        byte[] bytes = HttpGrammar.encode(head);
        cache.put(bytes, ResponseHeadParser.parse(bytes, Http1Limits.DEFAULT));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(HttpGrammar.encode(text));
    }

    @Test
    void nothing_matches_an_empty_cache() {
        ByteBuffer input = bytes(HEAD);
        assertEquals(Optional.empty(), cache.match(input));
        assertEquals(HEAD.length(), input.remaining());
    }

    @Test
    void bytes_that_begin_with_the_head_match() throws Http1Exception {
        put(HEAD);
        ByteBuffer input = bytes(HEAD + "body");
        assertTrue(cache.match(input).isPresent());
        assertEquals("body".length(), input.remaining());
        assertTrue(cache.match(bytes(HEAD)).isPresent());
    }

    @Test
    void other_bytes_do_not_match() throws Http1Exception {
        put(HEAD);
        assertEquals(Optional.empty(), cache.match(bytes("X" + HEAD)));
        assertEquals(Optional.empty(), cache.match(bytes(HEAD.substring(0, HEAD.length() - 1))));
        assertEquals(Optional.empty(), cache.match(bytes(HEAD.replace("\n\r\n", "\n\r\r"))));
        assertEquals(Optional.empty(), cache.match(bytes("")));
    }

    @Test
    void long_head_is_not_cached() throws Http1Exception {
        String longest = HEAD.replace(": a", ": a" + "b".repeat(LONGEST - HEAD.length()));
        String tooLong = HEAD.replace(": a", ": a" + "b".repeat(LONGEST - HEAD.length() + 1));
        put(longest);
        assertTrue(cache.match(bytes(longest)).isPresent());
        put(tooLong);
        assertEquals(Optional.empty(), cache.match(bytes(tooLong)));
        assertEquals(Optional.empty(), cache.match(bytes(longest)));
    }
}
