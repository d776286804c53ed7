package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/**
 * The small pages that stand where there is no file. Each is the same octets every time: nothing of a request is repeated
 * in them, so there is nothing to escape.
 */
final class Pages {
    /** RFC 9110 §15.5.5 */
    static final Response NOT_FOUND = page(Status.NOT_FOUND, "There is nothing at this address.");

    /** RFC 9110 §15.5.1 */
    static final Response BAD_REQUEST = page(
            Status.BAD_REQUEST,
            "The path is malformed: it holds a broken percent-encoding, or octets that are no UTF-8.");

    /** RFC 9110 §15.5.13 */
    static final Response PRECONDITION_FAILED = page(
            Status.PRECONDITION_FAILED, "The resource is not, or no longer, in the state that the request asks for.");

    /** RFC 9110 §15.5.17 */
    static final Response RANGE_NOT_SATISFIABLE =
            page(Status.RANGE_NOT_SATISFIABLE, "The resource ends before the part that the request asks for.");

    private static final Response MOVED =
            page(Status.MOVED_PERMANENTLY, "This resource has another address, which the Location field tells.");

    private Pages() {}

    /** Where it is now. RFC 9110 §15.4.2 */
    static Response movedTo(String location) {
        return MOVED.with(FieldName.LOCATION, location);
    }

    private static Response page(Status status, String sentence) {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body><h1>%1$s</h1><p>%2$s</p></body>
                </html>
                """.formatted(status, sentence);
        return new Response(status, Headers.of("Content-Type", "text/html; charset=utf-8"), Body.of(html));
    }
}
