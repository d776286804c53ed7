package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.result.ResponseCounts;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the requests that were due in the time that counts, and only of those. */
final class LoadStatistics {
    /** So many different troubles are told apart; a server that is wrong in ever new ways fills no memory. */
    private static final int MAX_REASONS = 40;

    private final Map<String, Long> reasons = new TreeMap<>();
    private final LatencyHistogram corrected = new LatencyHistogram();
    private final LatencyHistogram uncorrected = new LatencyHistogram();
    private final LatencyHistogram lags = new LatencyHistogram();
    private long begin = NanoClock.NEVER;
    private long end = NanoClock.NEVER;
    private long correct;
    private long wrong;
    private long failed;
    private long timedOut;
    private long bodyBytes;

    /** The time that counts. */
    void setMeasurementWindow(long from, long to) {
        begin = from;
        end = to;
    }

    private boolean isInWindow(long due) {
        return due >= begin && due < end;
    }

    void recordCorrect(long due, long sent, long now, long bytes) {
        if (isInWindow(due)) {
            correct++;
            bodyBytes += bytes;
            corrected.add(now - due);
            uncorrected.add(now - sent);
        }
    }

    void recordWrong(long due, String reason) {
        if (isInWindow(due)) {
            wrong++;
            recordNote(reason);
        }
    }

    void recordFailed(long due, String reason) {
        if (isInWindow(due)) {
            failed++;
            recordNote(reason);
        }
    }

    /** No answer in time. How long it was waited for is a latency, too: left out, the worst would look best. */
    void recordTimeout(long due, long sent, long now) {
        if (isInWindow(due)) {
            timedOut++;
            recordNote("no answer in time");
            corrected.add(now - due);
            uncorrected.add(now - sent);
        }
    }

    /** It was due, and never sent, since all connections waited for answers. */
    void recordNotSent(long due, long now) {
        if (isInWindow(due)) {
            timedOut++;
            recordNote("not sent in time, as no connection was free");
            corrected.add(now - due);
        }
    }

    /** It was sent that much later than due, although a connection was free. */
    void recordSendLag(long due, long lag) {
        if (isInWindow(due)) {
            lags.add(lag);
        }
    }

    /** Something happened that is no failure of a request, but worth telling when it happens in the time that counts. */
    void recordNote(long now, String what) {
        if (isInWindow(now)) {
            recordNote(what);
        }
    }

    private void recordNote(String reason) {
        String reported = reasons.size() < MAX_REASONS || reasons.containsKey(reason) ? reason : "other troubles";
        reasons.merge(reported, 1L, Long::sum);
    }

    /**
     * What was counted.
     *
     * @param busy of the generator
     * @param steady whether the warm-up reached its end
     */
    LoadReport report(double busy, boolean steady, TimelineRecorder timelineRecorder) {
        double seconds = (end - begin) / (double) NanoClock.SECOND;
        return new LoadReport(
                seconds,
                new ResponseCounts(correct, wrong, failed, timedOut, reasons),
                bodyBytes,
                (correct + wrong + failed + timedOut) / seconds,
                correct / seconds,
                corrected.encode(),
                uncorrected.encode(),
                lags.p99Micros(),
                busy,
                steady,
                timelineRecorder.points());
    }
}
