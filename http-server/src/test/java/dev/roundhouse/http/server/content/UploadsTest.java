package dev.roundhouse.http.server.content;

import static dev.roundhouse.http.server.content.ServedContent.post;
import static dev.roundhouse.http.server.content.ServedContent.postChunked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are received into memory, on each transport. */
class UploadsTest {
    private static final Handler LENGTH =
            request -> Uploads.toBytes(5).then(bytes -> Responses.text(Status.OK, "length " + bytes.length));
    private static final Handler TEXT = request ->
            Uploads.toString(request, 100).then(text -> Responses.text(Status.OK, text.toUpperCase(Locale.ROOT)));
    private static final Handler FORM =
            request -> Uploads.toParameters(request, 10_000).then(form -> Responses.text(Status.OK, form.toString()));

    private static void assertResponse(String transport, Handler handler, String request, String start, String end)
            throws IOException {
        try (ServedContent server = new ServedContent(transport, handler)) {
            String response = server.exchange(request);

            assertTrue(response.startsWith("HTTP/1.1 " + start), response);
            assertTrue(response.endsWith(end), response);
            assertTrue(server.handlerFailures().isEmpty(), server.handlerFailures()::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void body_is_received_into_bytes(String transport) throws IOException {
        assertResponse(transport, LENGTH, post("", "01234"), "200 ", "\r\n\r\nlength 5");
        assertResponse(transport, LENGTH, postChunked("01", "234"), "200 ", "\r\n\r\nlength 5");
        assertResponse(transport, LENGTH, post("", ""), "200 ", "\r\n\r\nlength 0");
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void body_that_is_too_long_gets_413(String transport) throws IOException {
        assertResponse(transport, LENGTH, post("", "012345"), "413 ", "");
        assertResponse(transport, LENGTH, postChunked("0123", "45"), "413 ", "");
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void text_is_decoded_with_the_charset_of_the_request(String transport) throws IOException {
        assertResponse(transport, TEXT, post("", "h\u00c3\u00a9"), "200 ", "H\u00c3\u0089");
        assertResponse(
                transport,
                TEXT,
                post("Content-Type: text/plain; charset=\"iso-8859-1\"\r\n", "h\u00e9"),
                "200 ",
                "H\u00c3\u0089");
        assertResponse(transport, TEXT, post("", "h\u00e9"), "400 ", "The body is not valid UTF-8.");
        assertResponse(transport, TEXT, post("Content-Type: text/plain; charset=no-such\r\n", "h"), "415 ", "");
        assertResponse(transport, TEXT, post("Content-Type: text/plain; charset=\"a b\"\r\n", "h"), "415 ", "");
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void form_has_its_parameters_in_order(String transport) throws IOException {
        String type = "Content-Type: application/x-www-form-urlencoded\r\n";
        assertResponse(
                transport,
                FORM,
                post(type, "b=1+2&a=%41&b="),
                "200 ",
                "[Parameter[name=b, value=1 2], Parameter[name=a, value=A], Parameter[name=b, value=]]");
        assertResponse(transport, FORM, post("", "a=b"), "415 ", "");
        assertResponse(transport, FORM, post(type, "a&".repeat(Parameters.MAX_COUNT + 1)), "413 ", "");
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void handler_may_reply_later_or_fail(String transport) throws IOException {
        Handler later = request -> Uploads.toBytes(5)
                .then(bytes -> Reply.later(
                        CompletableFuture.supplyAsync(() -> Responses.text(Status.OK, "later " + bytes.length))));
        assertResponse(transport, later, post("", "012"), "200 ", "\r\n\r\nlater 3");

        Handler failing = request -> Uploads.toBytes(5).then(bytes -> {
            throw new IOException("on purpose");
        });
        try (ServedContent server = new ServedContent(transport, failing)) {
            assertTrue(server.exchange(post("", "012")).startsWith("HTTP/1.1 500 "));
            assertEquals("on purpose", server.handlerFailures().element().getMessage());
        }
    }

    @Test
    void negative_limit_throws() {
        assertThrows(IllegalArgumentException.class, () -> Uploads.toBytes(-1));
    }
}
