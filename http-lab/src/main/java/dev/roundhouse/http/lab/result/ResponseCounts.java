package dev.roundhouse.http.lab.result;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the requests. Only correct answers count as throughput.
 *
 * @param correct status, length and hash were as expected
 * @param wrong another status, length or hash
 * @param failed no whole answer: refused, reset or cut
 * @param timedOut no whole answer in time
 * @param reasons how often which trouble was seen, in words
 */
public record ResponseCounts(long correct, long wrong, long failed, long timedOut, Map<String, Long> reasons) {
    /** No request. */
    public static final ResponseCounts NONE = new ResponseCounts(0, 0, 0, 0, Map.of());

    /** Copies the reasons. */
    public ResponseCounts {
        reasons = Map.copyOf(reasons);
    }

    /** Whether every request was answered correctly. */
    public boolean isAllCorrect() {
        return wrong == 0 && failed == 0 && timedOut == 0;
    }

    /** These and those. */
    public ResponseCounts plus(ResponseCounts other) {
        Map<String, Long> both = new TreeMap<>(reasons);
        other.reasons.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new ResponseCounts(
                correct + other.correct, wrong + other.wrong, failed + other.failed, timedOut + other.timedOut, both);
    }
}
