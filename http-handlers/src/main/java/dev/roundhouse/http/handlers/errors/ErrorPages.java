package dev.roundhouse.http.handlers.errors;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/**
 * The error responses of a site: its own {@code 404.html} and {@code 50x.html}, the built-in pages, or problem details for
 * programs. The status is always that of the error.
 */
public final class ErrorPages {
    private final CustomErrorPage notFound;
    private final CustomErrorPage internalError;

    /** The error pages of the site with this root. */
    public ErrorPages(DocumentRoot root, FileOptions options) {
        this.notFound = new CustomErrorPage(root, "404.html", Status.NOT_FOUND, options);
        this.internalError = new CustomErrorPage(root, "50x.html", Status.INTERNAL_SERVER_ERROR, options);
    }

    /** The response 404. RFC 9110 §15.5.5 */
    public Response notFound(Headers requestHeaders, long nowMillis) {
        return select(BuiltInPages.NOT_FOUND, notFound, requestHeaders, nowMillis);
    }

    /** The response 500. RFC 9110 §15.6.1 */
    public Response internalError(Headers requestHeaders, long nowMillis) {
        return select(BuiltInPages.INTERNAL_ERROR, internalError, requestHeaders, nowMillis);
    }

    private static Response select(StatusPage builtIn, CustomErrorPage custom, Headers requestHeaders, long nowMillis) {
        return StatusPage.isProblemJsonPreferred(requestHeaders)
                ? builtIn.problem()
                : custom.response(nowMillis).orElse(builtIn.html());
    }
}
