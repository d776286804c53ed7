package dev.roundhouse.http.lab.result;

/**
 * A figure with its uncertainty: the median of some rounds, and the interval that holds the true median with the run's
 * confidence.
 *
 * @param median the middle of the rounds
 * @param low the interval's lower end; the median itself when there was one round only
 * @param high its upper end
 * @param rounds how many rounds it is made of; 0 when it was not measured, and then the figures mean nothing
 */
public record Estimate(double median, double low, double high, int rounds) {
    /** Not measured. */
    public static final Estimate NONE = new Estimate(0, 0, 0, 0);

    /** One observation, of which nothing can be said but itself. */
    public static Estimate of(double once) {
        return new Estimate(once, once, once, 1);
    }

    /** Whether there is a figure at all. */
    public boolean isPresent() {
        return rounds > 0;
    }
}
