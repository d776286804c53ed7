package dev.roundhouse.http.handlers.errors;

import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonOutput;
import dev.roundhouse.http.json.JsonWriter;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.Accept;

/**
 * The page for a status, in two forms: HTML for people, and problem details (RFC 9457) for programs. The bytes are constant:
 * nothing of a request is repeated in them, so nothing needs to be escaped.
 *
 * @param html the HTML form
 * @param problem the problem details
 */
public record StatusPage(Response html, Response problem) {
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    /** The page for this status, with a constant message that needs no escaping in HTML or JSON. */
    static StatusPage of(Status status, String message) {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
                <meta name="color-scheme" content="light dark"><title>{status}</title></head>
                <body><h1>{status}</h1><p>{message}</p></body>
                </html>
                """.replace("{status}", status.toString()).replace("{message}", message);
        return new StatusPage(
                new Response(status, headers(HTML + "; charset=utf-8"), Body.of(html)),
                new Response(status, headers(PROBLEM), Body.of(problemJson(status, message))));
    }

    private static String problemJson(Status status, String message) {
        StringBuilder text = new StringBuilder();
        JsonWriter.compact(JsonOutput.to(text), JsonEscaping.MINIMAL)
                .beginObject()
                .member("type", "about:blank")
                .member("title", status.reason())
                .member("status", status.code())
                .member("detail", message)
                .endObject();
        return text.append('\n').toString();
    }

    /** The same with a header added to both forms. */
    StatusPage with(FieldName name, String value) {
        return new StatusPage(html.with(name, value), problem.with(name, value));
    }

    /** The headers of all such pages: copies must be revalidated, and the form depends on Accept. */
    static Headers headers(String contentType) {
        return Headers.builder()
                .add(FieldName.CONTENT_TYPE, contentType)
                .add(FieldName.CACHE_CONTROL, HeaderPolicy.NO_CACHE)
                .add(HeaderPolicy.CONTENT_TYPE_OPTIONS, HeaderPolicy.NOSNIFF)
                .add(FieldName.VARY, FieldName.ACCEPT.toString())
                .build();
    }

    /** Whether a client prefers problem details to HTML. */
    static boolean isProblemJsonPreferred(Headers requestHeaders) {
        if (!requestHeaders.contains(FieldName.ACCEPT)) {
            return false;
        }
        Accept accept = Accept.of(requestHeaders);
        return accept.prefers(PROBLEM, HTML) || accept.prefers(JSON, HTML);
    }

    /** The form that a client prefers. */
    public Response forClient(Headers requestHeaders) {
        return isProblemJsonPreferred(requestHeaders) ? problem : html;
    }
}
