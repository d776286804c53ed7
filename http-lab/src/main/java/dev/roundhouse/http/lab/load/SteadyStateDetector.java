package dev.roundhouse.http.lab.load;

/** Tells from the throughput of successive windows whether a server has warmed up: no trend any more, and little spread. */
final class SteadyStateDetector {
    /** So many windows are looked at, the last ones. */
    static final int WINDOWS = 4;

    private static final double SPREAD = 0.05;

    /** Within this spread a rise from window to window is no trend. */
    private static final double LEVEL = 0.01;

    /**
     * A count of n events that come at random varies by the root of n; windows with few answers can't be more alike than
     * this many times that, and are not asked to be.
     */
    private static final double NOISE = 3;

    private final double[] last = new double[WINDOWS];
    private int seen;

    /** A window is over. */
    void add(long responses) {
        last[seen++ % WINDOWS] = responses;
    }

    /** Whether the last windows are steady; never when one of them saw no answer. */
    boolean isSteady() {
        if (seen < WINDOWS) {
            return false;
        }
        double min = Double.MAX_VALUE;
        double max = 0;
        double sum = 0;
        for (double count : last) {
            min = Math.min(min, count);
            max = Math.max(max, count);
            sum += count;
        }
        double mean = sum / WINDOWS;
        double spread = (max - min) / mean;
        return min > 0
                && spread < Math.max(SPREAD, NOISE / Math.sqrt(mean))
                && (spread < LEVEL || !(isMonotonic(1) || isMonotonic(-1)));
    }

    /** Whether each window goes beyond the one before it in that direction. */
    private boolean isMonotonic(int direction) {
        for (int i = 1; i < WINDOWS; i++) {
            if ((window(i) - window(i - 1)) * direction <= 0) {
                return false;
            }
        }
        return true;
    }

    private double window(int place) {
        return last[(seen + place) % WINDOWS];
    }
}
