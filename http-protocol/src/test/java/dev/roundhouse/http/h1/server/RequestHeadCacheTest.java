package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.h1.server.RequestHeadCache.CachedHead;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestHeadCacheTest {
    private static final int LONGEST = 1 << 10;

    private final RequestHeadCache cache = new RequestHeadCache(64);

    private static byte[] headOf(String path) {
        return HttpGrammar.encode("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private CachedHead put(byte[] bytes) {
        return cache.put(bytes, (RequestHead.Accepted) RequestHead.parse(bytes, Http1Limits.DEFAULT));
    }

    @Test
    void cached_head_is_found_by_its_bytes() {
        assertSame(CachedHead.EMPTY, cache.get(headOf("/")));
        CachedHead cached = put(headOf("/"));
        assertSame(cached, cache.get(headOf("/")));
        assertTrue(cached.head().isPresent());
        assertSame(CachedHead.EMPTY, cache.get(headOf("/other")));
    }

    @Test
    void long_head_is_not_cached() {
        int overhead = headOf("/").length;
        byte[] longest = headOf("/" + "a".repeat(LONGEST - overhead));
        byte[] tooLong = headOf("/" + "a".repeat(LONGEST - overhead + 1));
        assertEquals(LONGEST, longest.length);
        put(longest);
        assertTrue(cache.get(longest).head().isPresent());
        assertSame(CachedHead.EMPTY, put(tooLong));
        assertSame(CachedHead.EMPTY, cache.get(tooLong));
    }

    @Test
    void heads_are_distributed_over_the_slots() {
        for (int i = 0; i < 64; i++) {
            put(headOf("/" + i));
        }
        int kept = 0;
        for (int i = 0; i < 64; i++) {
            kept += cache.get(headOf("/" + i)).head().isPresent() ? 1 : 0;
        }
        assertTrue(kept > 24, "kept " + kept);
    }

    @Test
    void head_is_consumed_from_bytes_that_begin_with_it() {
        CachedHead cached = put(headOf("/"));
        ByteBuffer input =
                ByteBuffer.wrap(HttpGrammar.encode(HttpGrammar.decode(headOf("/"), 0, headOf("/").length) + "rest"));
        assertTrue(cached.isPrefixOf(input));
        assertEquals(cached.head(), cached.consumeFrom(input));
        assertEquals("rest".length(), input.remaining());
        assertFalse(cached.isPrefixOf(input));
        assertFalse(cached.isPrefixOf(ByteBuffer.wrap(headOf("/"), 0, headOf("/").length - 1)));
        assertFalse(CachedHead.EMPTY.isPrefixOf(input));
        assertEquals(Optional.empty(), CachedHead.EMPTY.head());
    }
}
