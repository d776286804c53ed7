package dev.roundhouse.http.handlers.errors;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/**
 * What a site says when it has nothing else to say: its own {@code 404.html} and {@code 50x.html}, or the small pages of the
 * house, or problem details for programs. The status is always that of the error.
 */
public final class ErrorPages {
    private final CustomErrorPage notFound;
    private final CustomErrorPage internalError;

    /** The pages of this root. */
    public ErrorPages(DocumentRoot root, FileOptions options) {
        this.notFound = new CustomErrorPage(root, "404.html", Status.NOT_FOUND, options);
        this.internalError = new CustomErrorPage(root, "50x.html", Status.INTERNAL_SERVER_ERROR, options);
    }

    /** RFC 9110 §15.5.5 */
    public Response notFound(Headers requestHeaders, long nowMillis) {
        return select(BuiltInPages.NOT_FOUND, notFound, requestHeaders, nowMillis);
    }

    /** RFC 9110 §15.6.1 */
    public Response internalError(Headers requestHeaders, long nowMillis) {
        return select(BuiltInPages.INTERNAL_ERROR, internalError, requestHeaders, nowMillis);
    }

    private static Response select(StatusPage small, CustomErrorPage own, Headers requestHeaders, long nowMillis) {
        return StatusPage.prefersProblemJson(requestHeaders)
                ? small.problem()
                : own.response(nowMillis).orElse(small.html());
    }
}
