package dev.roundhouse.http.lab.run;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells how far a run is: on one line again and again for somebody who looks on, else a line now and then. */
public final class ProgressReporter {
    private static final double NANOS = 1e9;
    private static final double LINE_EVERY = 10;
    private static final int MINUTE = 60;

    private final PrintWriter out;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private double expected = 1;
    private double lastPrinted = Double.NEGATIVE_INFINITY;

    /**
     * A run begins now.
     *
     * @param terminal whether a line can be written over
     */
    public ProgressReporter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** How long all of it will take, about. */
    void expect(double seconds) {
        expected = seconds;
    }

    /** Seconds since the run began. */
    double seconds() {
        return (System.nanoTime() - startNanos) / NANOS;
    }

    /** Leaves out what would have taken so long. */
    void skip(double seconds) {
        expected -= seconds;
    }

    /** When all will be done, about, in seconds since the run began. */
    double projectedEnd(double done) {
        double now = seconds();
        double slower = done < expected / MINUTE ? 1 : now / done;
        return now + Math.max(0, expected - done) * slower;
    }

    /** What is done from now on, and how much of the expected time the work up to now would have taken. */
    void update(String what, double done) {
        double now = seconds();
        if (!terminal && now - lastPrinted < LINE_EVERY) {
            return;
        }
        lastPrinted = now;
        String line = String.format(
                Locale.ROOT,
                "%s of about %s, %3.0f %%: %s",
                clock(now),
                clock(projectedEnd(done)),
                100 * Math.min(1, done / expected),
                what);
        out.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
        out.flush();
    }

    /** Nothing more is done. */
    void clear() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private static String clock(double seconds) {
        return String.format(Locale.ROOT, "%d:%02d", (int) seconds / MINUTE, (int) seconds % MINUTE);
    }
}
