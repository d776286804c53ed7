package dev.roundhouse.http.handlers.errors;

import dev.roundhouse.http.handlers.mapping.MappingResult;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/** The built-in error and redirect pages. */
public final class BuiltInPages {
    /** RFC 9110 §15.5.5 */
    static final StatusPage NOT_FOUND = StatusPage.of(Status.NOT_FOUND, "The requested resource was not found.");

    /** RFC 9110 §15.5.1 */
    public static final StatusPage BAD_REQUEST =
            StatusPage.of(Status.BAD_REQUEST, "Malformed path: invalid percent-encoding or not valid UTF-8.");

    /** RFC 9110 §15.5.13 */
    public static final StatusPage PRECONDITION_FAILED =
            StatusPage.of(Status.PRECONDITION_FAILED, "The resource does not match the preconditions of the request.");

    /** RFC 9110 §15.5.17 */
    public static final StatusPage RANGE_NOT_SATISFIABLE =
            StatusPage.of(Status.RANGE_NOT_SATISFIABLE, "The requested range is beyond the end of the resource.");

    /** RFC 9110 §15.6.1 */
    static final StatusPage INTERNAL_ERROR =
            StatusPage.of(Status.INTERNAL_SERVER_ERROR, "The server encountered an error. Please try again later.");

    /** RFC 9110 §15.6.4 */
    public static final StatusPage OVERLOADED =
            StatusPage.of(Status.SERVICE_UNAVAILABLE, "Too many requests. Please try again later.");

    /** RFC 9110 §15.6.4 */
    public static final StatusPage BUSY = StatusPage.of(
                    Status.SERVICE_UNAVAILABLE, "The server has too many open files. Please try again in a second.")
            .with(FieldName.RETRY_AFTER, "1");

    private static final String MOVED_MESSAGE = "This resource has moved; see the Location header.";
    private static final Response MOVED =
            StatusPage.of(Status.MOVED_PERMANENTLY, MOVED_MESSAGE).html();
    private static final Response PERMANENT_REDIRECT =
            StatusPage.of(Status.PERMANENT_REDIRECT, MOVED_MESSAGE).html();

    private BuiltInPages() {}

    /** The redirect to the new location, with status 308 or 301. RFC 9110 §15.4.9, §15.4.2 */
    public static Response redirect(MappingResult.Redirect redirect) {
        Response page = redirect.status().equals(Status.PERMANENT_REDIRECT) ? PERMANENT_REDIRECT : MOVED;
        return page.with(FieldName.LOCATION, redirect.location());
    }
}
