package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;

/** The small pages of the house. */
final class Pages {
    /** RFC 9110 §15.5.5 */
    static final SmallPage NOT_FOUND = SmallPage.of(Status.NOT_FOUND, "There is nothing at this address.");

    /** RFC 9110 §15.5.1 */
    static final SmallPage BAD_REQUEST = SmallPage.of(
            Status.BAD_REQUEST,
            "The path is malformed: it holds a broken percent-encoding, or octets that are no UTF-8.");

    /** RFC 9110 §15.5.13 */
    static final SmallPage PRECONDITION_FAILED = SmallPage.of(
            Status.PRECONDITION_FAILED, "The resource is not, or no longer, in the state that the request asks for.");

    /** RFC 9110 §15.5.17 */
    static final SmallPage RANGE_NOT_SATISFIABLE =
            SmallPage.of(Status.RANGE_NOT_SATISFIABLE, "The resource ends before the part that the request asks for.");

    /** RFC 9110 §15.6.1 */
    static final SmallPage FAILED =
            SmallPage.of(Status.INTERNAL_SERVER_ERROR, "Something went wrong here. Trying again later may help.");

    /** RFC 9110 §15.6.4 */
    static final SmallPage OVERLOADED =
            SmallPage.of(Status.SERVICE_UNAVAILABLE, "Too much is asked for at once. Try again in a moment.");

    /** RFC 9110 §15.6.4 */
    static final SmallPage BUSY = SmallPage.of(
                    Status.SERVICE_UNAVAILABLE,
                    "The server has too many files open. Trying again in a second may help.")
            .with(FieldName.RETRY_AFTER, "1");

    private static final String ELSEWHERE = "This resource has another address, which the Location field tells.";
    private static final Response MOVED =
            SmallPage.of(Status.MOVED_PERMANENTLY, ELSEWHERE).html();
    private static final Response MOVED_KEEPING_THE_METHOD =
            SmallPage.of(Status.PERMANENT_REDIRECT, ELSEWHERE).html();

    private Pages() {}

    /** Where it is now: 308 or 301. RFC 9110 §15.4.9, §15.4.2 */
    static Response moved(Mapped.Redirect<?> redirect) {
        Response page = redirect.status().equals(Status.PERMANENT_REDIRECT) ? MOVED_KEEPING_THE_METHOD : MOVED;
        return page.with(FieldName.LOCATION, redirect.location());
    }
}
