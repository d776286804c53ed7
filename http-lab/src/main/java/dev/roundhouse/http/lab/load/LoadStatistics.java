package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import dev.roundhouse.http.lab.result.ResponseCounts;
import java.util.Map;
import java.util.TreeMap;

/** Counts outcomes and latencies of the requests that were due in the measurement window. */
final class LoadStatistics {
    /** Maximum number of distinct reasons, so that a misbehaving server cannot fill the memory. */
    private static final int MAX_REASONS = 40;

    private final Map<String, Long> reasons = new TreeMap<>();
    private final LatencyHistogram corrected = new LatencyHistogram();
    private final LatencyHistogram uncorrected = new LatencyHistogram();
    private final LatencyHistogram lags = new LatencyHistogram();
    private long beginNanos = NanoClock.NEVER;
    private long endNanos = NanoClock.NEVER;
    private long correct;
    private long wrong;
    private long failed;
    private long timedOut;
    private long bodyBytes;

    /** Sets the measurement window. */
    void setMeasurementWindow(long from, long to) {
        beginNanos = from;
        endNanos = to;
    }

    private boolean isInWindow(long dueNanos) {
        return dueNanos >= beginNanos && dueNanos < endNanos;
    }

    void recordCorrect(long dueNanos, long sent, long nowNanos, long bytes) {
        if (isInWindow(dueNanos)) {
            correct++;
            bodyBytes += bytes;
            corrected.add(nowNanos - dueNanos);
            uncorrected.add(nowNanos - sent);
        }
    }

    void recordWrong(long dueNanos, String reason) {
        if (isInWindow(dueNanos)) {
            wrong++;
            recordNote(reason);
        }
    }

    void recordFailed(long dueNanos, String reason) {
        if (isInWindow(dueNanos)) {
            failed++;
            recordNote(reason);
        }
    }

    /** Records a timeout. The time waited counts as latency: without it, the slowest server would look fastest. */
    void recordTimeout(long dueNanos, long sent, long nowNanos) {
        if (isInWindow(dueNanos)) {
            timedOut++;
            recordNote("no response in time");
            corrected.add(nowNanos - dueNanos);
            uncorrected.add(nowNanos - sent);
        }
    }

    /** Records a request that was due but never sent, since all connections were waiting for responses. */
    void recordNotSent(long dueNanos, long nowNanos) {
        if (isInWindow(dueNanos)) {
            timedOut++;
            recordNote("not sent in time, as no connection was free");
            corrected.add(nowNanos - dueNanos);
        }
    }

    /** Records how late a request was sent although a connection was free. */
    void recordSendLag(long dueNanos, long lagNanos) {
        if (isInWindow(dueNanos)) {
            lags.add(lagNanos);
        }
    }

    /** Records an event that is not a failure of a request, if it happens in the window. */
    void recordNote(long nowNanos, String what) {
        if (isInWindow(nowNanos)) {
            recordNote(what);
        }
    }

    private void recordNote(String reason) {
        String reported = reasons.size() < MAX_REASONS || reasons.containsKey(reason) ? reason : "other failures";
        reasons.merge(reported, 1L, Long::sum);
    }

    /** Creates the report.
     *
     * @param utilization of the generator
     * @param isSteady whether throughput became steady in the warm-up
     */
    LoadReport report(double utilization, boolean isSteady, TimelineRecorder timelineRecorder) {
        double seconds = (endNanos - beginNanos) / (double) NanoClock.SECOND;
        return new LoadReport(
                seconds,
                new ResponseCounts(correct, wrong, failed, timedOut, reasons),
                bodyBytes,
                (correct + wrong + failed + timedOut) / seconds,
                correct / seconds,
                corrected.encode(),
                uncorrected.encode(),
                lags.p99Micros(),
                utilization,
                isSteady,
                timelineRecorder.points());
    }
}
