package dev.roundhouse.http.lab.result;

import java.util.Map;
import java.util.TreeMap;

/** Outcomes of requests. Only correct responses count as throughput.
 *
 * @param correct status, length and hash were as expected
 * @param wrong another status, length or hash
 * @param failed no complete response: connection refused, reset or closed
 * @param timedOut no complete response in time
 * @param reasons number of failures by reason
 */
public record ResponseCounts(long correct, long wrong, long failed, long timedOut, Map<String, Long> reasons) {
    /** No requests. */
    public static final ResponseCounts NONE = new ResponseCounts(0, 0, 0, 0, Map.of());

    /** Copies the reasons. */
    public ResponseCounts {
        reasons = Map.copyOf(reasons);
    }

    /** Whether every request had a correct response. */
    public boolean isAllCorrect() {
        return wrong == 0 && failed == 0 && timedOut == 0;
    }

    /** The sum of both. */
    public ResponseCounts plus(ResponseCounts other) {
        Map<String, Long> both = new TreeMap<>(reasons);
        other.reasons.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new ResponseCounts(
                correct + other.correct, wrong + other.wrong, failed + other.failed, timedOut + other.timedOut, both);
    }
}
