package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.result.ResponseCounts;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the requests that were due in the time that counts, and only of those. */
final class LoadStatistics {
    /** So many different troubles are told apart; a server that is wrong in ever new ways fills no memory. */
    private static final int REASONS = 40;

    private final Map<String, Long> reasons = new TreeMap<>();
    private final LatencyHistogram intended = new LatencyHistogram();
    private final LatencyHistogram naive = new LatencyHistogram();
    private final LatencyHistogram lags = new LatencyHistogram();
    private long begin = NanoClock.NEVER;
    private long end = NanoClock.NEVER;
    private long correct;
    private long wrong;
    private long failed;
    private long timedOut;
    private long bodyBytes;

    /** The time that counts. */
    void count(long from, long to) {
        begin = from;
        end = to;
    }

    private boolean counts(long due) {
        return due >= begin && due < end;
    }

    void correct(long due, long sent, long now, long octets) {
        if (counts(due)) {
            correct++;
            bodyBytes += octets;
            intended.add(now - due);
            naive.add(now - sent);
        }
    }

    void wrong(long due, String reason) {
        if (counts(due)) {
            wrong++;
            note(reason);
        }
    }

    void failed(long due, String reason) {
        if (counts(due)) {
            failed++;
            note(reason);
        }
    }

    /** No answer in time. How long it was waited for is a latency, too: left out, the worst would look best. */
    void timedOut(long due, long sent, long now) {
        if (counts(due)) {
            timedOut++;
            note("no answer in time");
            intended.add(now - due);
            naive.add(now - sent);
        }
    }

    /** It was due, and never sent, since all connections waited for answers. */
    void neverSent(long due, long now) {
        if (counts(due)) {
            timedOut++;
            note("not sent in time, as no connection was free");
            intended.add(now - due);
        }
    }

    /** It was sent that much later than due, although a connection was free. */
    void lag(long due, long lag) {
        if (counts(due)) {
            lags.add(lag);
        }
    }

    /** Something happened that is no failure of a request, but worth telling when it happens in the time that counts. */
    void note(long now, String what) {
        if (counts(now)) {
            note(what);
        }
    }

    private void note(String reason) {
        String told = reasons.size() < REASONS || reasons.containsKey(reason) ? reason : "other troubles";
        reasons.merge(told, 1L, Long::sum);
    }

    /**
     * What was counted.
     *
     * @param busy of the generator
     * @param steady whether the warm-up reached its end
     */
    LoadReport report(double busy, boolean steady, TimelineRecorder windows) {
        double seconds = (end - begin) / (double) NanoClock.SECOND;
        return new LoadReport(
                seconds,
                new ResponseCounts(correct, wrong, failed, timedOut, reasons),
                bodyBytes,
                (correct + wrong + failed + timedOut) / seconds,
                correct / seconds,
                intended.encoded(),
                naive.encoded(),
                lags.p99Micros(),
                busy,
                steady,
                windows.points());
    }
}
