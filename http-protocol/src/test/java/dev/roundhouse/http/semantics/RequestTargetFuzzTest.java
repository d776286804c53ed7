package dev.roundhouse.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.message.Authority;
import dev.roundhouse.http.message.HttpGrammar;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.RequestTarget;

/** Targets and paths: whatever is accepted stays below the root, and its canonical spelling means the same. */
class RequestTargetFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void a_path_stays_below_the_root(byte[] octets) {
        String raw = HttpGrammar.decode(octets, 0, octets.length);
        for (Method method : new Method[] {Method.GET, Method.OPTIONS, Method.CONNECT}) {
            RequestTarget.parse(method, raw).ifPresent(RequestTargetFuzzTest::check);
        }
        UriPath.parse(raw).ifPresent(RequestTargetFuzzTest::check);
    }

    private static void check(RequestTarget target) {
        boolean hasPath = target.form() == RequestTarget.Form.ORIGIN || target.form() == RequestTarget.Form.ABSOLUTE;
        assertEquals(hasPath, target.path().startsWith("/"));
        assertFalse(target.path().contains("?"));
        assertTrue(target.authority().isEmpty() || Authority.isValid(target.authority()));
        target.query().ifPresent(query -> assertTrue(target.raw().endsWith("?" + query)));
        UriPath.parse(target.path()).ifPresent(RequestTargetFuzzTest::check);
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
