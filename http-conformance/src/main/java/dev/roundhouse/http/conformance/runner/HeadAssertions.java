package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that apply to the header section of every response. */
public final class HeadAssertions {
    private static final Pattern DATE = Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2}"
            + " (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final List<String> AT_MOST_ONCE =
            List.of("Content-Length", "Transfer-Encoding", "Content-Type", "Date", "ETag", "Location", "Content-Range");

    private HeadAssertions() {}

    /** Checks a header section, interim or final. */
    public static void assertValid(ReceivedResponse head) throws MismatchException {
        for (String name : AT_MOST_ONCE) {
            assertValid(head.values(name).size() <= 1, name + " occurs twice");
        }
        List<String> length = head.values("Content-Length");
        List<String> coding = head.values("Transfer-Encoding");
        assertValid(length.isEmpty() || coding.isEmpty(), "Content-Length with Transfer-Encoding (RFC 9112 §6.2)");
        assertValid(
                length.stream().allMatch(value -> LENGTH.matcher(value).matches()),
                "a Content-Length that is not a number");
        assertValid(coding.isEmpty() || coding.get(0).equals("chunked"), "a transfer coding other than chunked");
        if (head.isInterim() || head.status() == 204) {
            assertValid(length.isEmpty(), "a Content-Length that is not allowed with this status (RFC 9110 §8.6)");
            assertValid(coding.isEmpty(), "a Transfer-Encoding that is not allowed with this status (RFC 9112 §6.1)");
        }
        assertDate(head);
    }

    /** RFC 9110 §6.6.1: 2xx, 3xx and 4xx responses have a Date header. */
    private static void assertDate(ReceivedResponse head) throws MismatchException {
        List<String> dates = head.values("Date");
        boolean needed = head.status() >= 200 && head.status() < 500;
        assertValid(!needed || !dates.isEmpty(), "no Date (RFC 9110 §6.6.1)");
        assertValid(dates.stream().allMatch(date -> DATE.matcher(date).matches()), "a Date that is not an IMF-fixdate");
    }

    private static void assertValid(boolean isValid, String message) throws MismatchException {
        if (!isValid) {
            throw new MismatchException(message);
        }
    }
}
