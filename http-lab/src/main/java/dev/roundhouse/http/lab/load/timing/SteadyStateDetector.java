package dev.roundhouse.http.lab.load.timing;

/** Detects from the throughput of successive windows whether a server has warmed up: no trend and little spread. */
public final class SteadyStateDetector {
    /** Number of windows compared, the last ones. */
    static final int WINDOWS = 4;

    private static final double SPREAD = 0.05;

    /** Within this spread, a monotonic change is not a trend. */
    private static final double LEVEL = 0.01;

    /**
     * A count of n random events varies by the square root of n; this multiple of it is tolerated in windows with few
     * responses.
     */
    private static final double NOISE = 3;

    private final double[] last = new double[WINDOWS];
    private int count;

    /** Adds a window. */
    public void add(long responses) {
        last[count++ % WINDOWS] = responses;
    }

    /** Whether the last windows are steady; false if one of them had no response. */
    public boolean isSteady() {
        if (count < WINDOWS) {
            return false;
        }
        double min = Double.MAX_VALUE;
        double max = 0;
        double sum = 0;
        for (double responses : last) {
            min = Math.min(min, responses);
            max = Math.max(max, responses);
            sum += responses;
        }
        double mean = sum / WINDOWS;
        double spread = (max - min) / mean;
        return min > 0
                && spread < Math.max(SPREAD, NOISE / Math.sqrt(mean))
                && (spread < LEVEL || !(isMonotonic(1) || isMonotonic(-1)));
    }

    /** Whether the windows change monotonically in this direction. */
    private boolean isMonotonic(int direction) {
        for (int i = 1; i < WINDOWS; i++) {
            if ((window(i) - window(i - 1)) * direction <= 0) {
                return false;
            }
        }
        return true;
    }

    private double window(int index) {
        return last[(count + index) % WINDOWS];
    }
}
