package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Common responses: texts and redirects.
 *
 * <pre>{@code
 * Responses.json(Status.OK, "{\"ready\":true}");
 * Responses.seeOther("/orders/17"); // after a POST: the browser gets the page
 * }</pre>
 */
public final class Responses {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Responses() {}

    /** Returns a plain text in UTF-8, exactly as it is. */
    public static Response text(Status status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    /** Returns an HTML page in UTF-8. The caller escapes what is not markup. */
    public static Response html(Status status, String html) {
        return of(status, "text/html; charset=utf-8", html);
    }

    /** Returns a JSON text, which is always in UTF-8 (RFC 8259 §8.1). It is not checked. */
    public static Response json(Status status, String json) {
        return of(status, "application/json", json);
    }

    private static Response of(Status status, String contentType, String text) {
        return new Response(status, Headers.of("Content-Type", contentType), Body.of(text));
    }

    /** Returns a 301: the resource has another URI from now on. A client may change POST to GET; see {@link #permanentRedirect}. */
    public static Response movedPermanently(String location) {
        return redirect(Status.MOVED_PERMANENTLY, location);
    }

    /** Returns a 302: the resource is elsewhere at the moment. A client may change POST to GET; see {@link #temporaryRedirect}. */
    public static Response found(String location) {
        return redirect(Status.FOUND, location);
    }

    /** Returns a 303: the client gets another resource with GET, as after a form. */
    public static Response seeOther(String location) {
        return redirect(Status.SEE_OTHER, location);
    }

    /** Returns a 307: the resource is elsewhere at the moment; the client repeats the request there with the same method. */
    public static Response temporaryRedirect(String location) {
        return redirect(Status.TEMPORARY_REDIRECT, location);
    }

    /** Returns a 308: the resource has another URI from now on; the client repeats the request there with the same method. */
    public static Response permanentRedirect(String location) {
        return redirect(Status.PERMANENT_REDIRECT, location);
    }

    /**
     * Returns a redirect. A location that begins with two slashes, or with a scheme, leads to another host: do not pass one that
     * comes from the client.
     *
     * @param location a URI reference (RFC 9110 §10.2.2); characters outside ASCII, spaces and control characters are
     *     percent-encoded as UTF-8
     */
    private static Response redirect(Status status, String location) {
        return Response.of(status).with(FieldName.LOCATION, encode(location));
    }

    private static String encode(String location) {
        StringBuilder encoded = new StringBuilder(location.length());
        for (byte b : location.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
