package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.RequestTarget;

/** Targets and paths: an accepted path stays below the root, and its canonical spelling is parsed to the same path. */
class RequestTargetFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void path_never_leaves_the_root(byte[] bytes) {
        String raw = HttpGrammar.decode(bytes, 0, bytes.length);
        for (Method method : new Method[] {Method.GET, Method.OPTIONS, Method.CONNECT}) {
            RequestTarget.parse(method, raw).ifPresent(RequestTargetFuzzTest::check);
        }
        UriPath.parse(raw).ifPresent(RequestTargetFuzzTest::check);
    }

    private static void check(RequestTarget requestTarget) {
        boolean hasPath = requestTarget.form() == RequestTarget.Form.ORIGIN
                || requestTarget.form() == RequestTarget.Form.ABSOLUTE;
        assertEquals(hasPath, requestTarget.path().startsWith("/"));
        assertFalse(requestTarget.path().contains("?"));
        assertTrue(requestTarget.authority().isEmpty() || Authority.isValid(requestTarget.authority()));
        requestTarget.query().ifPresent(query -> assertTrue(requestTarget.raw().endsWith("?" + query)));
        UriPath.parse(requestTarget.path()).ifPresent(RequestTargetFuzzTest::check);
    }

    private static void check(UriPath path) {
        for (String segment : path.segments()) {
            assertFalse(segment.isEmpty() || segment.equals(".") || segment.equals(".."));
            assertTrue(segment.chars().noneMatch(letter -> letter == '/' || letter == '\\' || letter == 0));
        }
        assertEquals(path, UriPath.parse(path.encoded()).orElseThrow());
        assertTrue(path.encoded().chars().allMatch(letter -> letter > ' ' && letter < 0x7F));
    }
}
