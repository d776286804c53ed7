package dev.roundhouse.http.lab.result;

/** A value with its uncertainty: the median of some rounds, and the interval that holds the true median with the run's
 * confidence.
 *
 * @param median the middle of the rounds
 * @param low the interval's lower end; the median itself when there was one round only
 * @param high its upper end
 * @param rounds number of rounds; 0 if it was not measured
 */
public record Estimate(double median, double low, double high, int rounds) {
    /** Not measured. */
    public static final Estimate NONE = new Estimate(0, 0, 0, 0);

    /** A single observation without interval. */
    public static Estimate of(double once) {
        return new Estimate(once, once, once, 1);
    }

    /** Whether there is a value. */
    public boolean isPresent() {
        return rounds > 0;
    }
}
