package dev.roundhouse.http.lab.run;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints the progress of a run: on a terminal one line that is updated, otherwise a line every few seconds. */
public final class ProgressReporter {
    private static final double NANOS = 1e9;
    private static final double LINE_INTERVAL = 10;
    private static final int MINUTE = 60;

    private final PrintWriter out;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private double expected = 1;
    private double lastPrinted = Double.NEGATIVE_INFINITY;

    /** Creates a reporter; the run starts now.
     *
     * @param terminal whether the line can be overwritten
     */
    public ProgressReporter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Sets the expected duration of the run. */
    void expect(double seconds) {
        expected = seconds;
    }

    /** Seconds since the start of the run. */
    double seconds() {
        return (System.nanoTime() - startNanos) / NANOS;
    }

    /** Subtracts skipped work from the expected duration. */
    void skip(double seconds) {
        expected -= seconds;
    }

    /** Projected end in seconds since the start of the run. */
    double projectedEnd(double done) {
        double now = seconds();
        double slowdown = done < expected / MINUTE ? 1 : now / done;
        return now + Math.max(0, expected - done) * slowdown;
    }

    /** Reports the current activity, and the expected duration of the work done so far. */
    void update(String what, double done) {
        double now = seconds();
        if (!terminal && now - lastPrinted < LINE_INTERVAL) {
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

    /** Clears the progress line at the end. */
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
