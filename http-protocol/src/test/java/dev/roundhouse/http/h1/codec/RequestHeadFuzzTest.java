package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Headers;
import java.nio.ByteBuffer;

/** Request heads: any bytes are parsed or rejected. */
class RequestHeadFuzzTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(10, 200, 1_000, 10), 100, 1_000, 20);

    @FuzzTest(maxDuration = "3m")
    void head_is_parsed_or_rejected(byte[] input) {
        ByteBuffer bytes = ByteBuffer.wrap(input);
        byte[] head;
        try {
            head = HeadBuffer.forHeads(LIMITS).accumulate(bytes);
        } catch (Http1Exception rejected) {
            return;
        }
        if (head.length == 0) {
            assertEquals(0, bytes.remaining(), "all bytes are consumed while the head is incomplete");
            assertTrue(input.length <= 4 + 100 + 2 + 200 + 2, "the buffer exceeds the limits");
        } else if (RequestHead.parse(head, LIMITS) instanceof RequestHead.Accepted accepted) {
            assertBuilderAcceptsHeaders(accepted);
        }
    }

    private static void assertBuilderAcceptsHeaders(RequestHead.Accepted accepted) {
        Headers headers = accepted.values().headers();
        assertTrue(headers.size() <= LIMITS.common().fields());
        Headers again = Headers.builder().addAll(headers).build();
        assertEquals(headers, again);
        String target = accepted.values().target().raw();
        assertTrue(target.chars().allMatch(value -> value > ' ' && value < 0x7F), "a target is visible ASCII");
    }
}
